/**
 * How well and how fast the runner works, measured from outside on the whole process.
 *   node container/bench/bench.ts [folder with transcripts.tsv and sound files] [--minutes=2,20]
 * The folder's `transcripts.tsv` has a line a file: name, words said. Prints one JSON object.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startRunnerProcess, type RunnerProcess } from '../test-support/runner-process.ts'
import { joinRecordings } from '../test-support/join-recordings.ts'
import { startWorkerStandIn, type ReceivedItem } from '../test-support/worker-stand-in.ts'
import { wordErrors } from './word-error-rate.ts'

export type Recording = { file: string; said: string }

/** One job seen from the Worker's side; milliseconds since the job was handed out. */
export type JobMeasure = { firstItemMs: number | null; totalMs: number; items: ReceivedItem[] }

/** Reads `transcripts.tsv` of a folder. */
export async function readRecordings(folder: string): Promise<Recording[]> {
  const lines = (await readFile(join(folder, 'transcripts.tsv'), 'utf8')).trim().split('\n')
  return lines
    .map((line) => line.split('\t'))
    .flatMap(([name, said]) => (name && said && name !== 'file' ? [{ file: join(folder, name), said }] : []))
}

/** Has the runner work on a file and waits for the end. Throws when the job fails. */
export async function measureJob(runner: RunnerProcess, file: string): Promise<JobMeasure> {
  const worker = await startWorkerStandIn(file)
  try {
    const startedAt = performance.now()
    const answer = await runner.send(worker.job({ jobId: file }))
    if (answer.status !== 202) throw new Error(`the runner answered ${answer.status}`)
    const end = await Promise.race([worker.reported('completed'), worker.reported('failed')])
    const totalMs = performance.now() - startedAt
    if (end.type === 'failed') throw new Error(`${file}: ${end.code} ${end.detail}`)
    await jobEnd(runner)
    const first = worker.items[0]
    return { firstItemMs: first ? first.atMs - startedAt : null, totalMs, items: worker.items }
  } finally {
    worker.close()
  }
}

/** Word error rate over all recordings, and the files that have any. */
export async function measureAccuracy(runner: RunnerProcess, recordings: readonly Recording[]) {
  let errors = 0
  let words = 0
  const files: { file: string; rate: number; written: string }[] = []
  for (const { file, said } of recordings) {
    const { items } = await measureJob(runner, file)
    const written = items.map(({ item }) => item.transcriptEn).join(' ')
    const result = wordErrors(said, written)
    errors += result.errors
    words += result.words
    if (result.errors > 0) files.push({ file, rate: round(result.rate), written })
  }
  return { wordErrorRate: round(errors / words), words, files }
}

/** Speed on the recordings joined to so many minutes, with a second between them. */
export async function measureSpeed(runner: RunnerProcess, recordings: readonly Recording[], minutes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'listening-bench-'))
  try {
    const file = join(folder, 'joined.m4a')
    await joinRecordings(
      recordings.map((recording) => recording.file),
      file,
      { seconds: minutes * 60 },
    )
    const { firstItemMs, totalMs, items } = await measureJob(runner, file)
    return {
      minutes,
      firstItemMs: Math.round(firstItemMs ?? -1),
      totalSeconds: round(totalMs / 1000),
      secondsPerMinute: round(totalMs / 1000 / minutes),
      timesRealTime: round((minutes * 60_000) / totalMs),
      items: items.length,
      needReview: items.filter(({ item }) => item.needsReview).length,
      peakMemoryMb: await peakMemoryMb(runner.pid),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The most memory the process ever had, in MB; null where the system does not say. */
export async function peakMemoryMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1]
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null
}

/** The last report arrives before the runner has heard its answer. */
async function jobEnd(runner: RunnerProcess): Promise<void> {
  for (;;) {
    const health: unknown = await (await fetch(`${runner.url}/healthz`)).json()
    if (typeof health === 'object' && health && 'runningJobs' in health && health.runningJobs === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '2,20' } },
  })
  const folder = positionals[0] ?? fileURLToPath(new URL('../test-data', import.meta.url))
  const recordings = await readRecordings(folder)
  const runner = await startRunnerProcess()
  try {
    const accuracy = await measureAccuracy(runner, recordings)
    const speed = []
    for (const minutes of values.minutes.split(',').map(Number))
      speed.push(await measureSpeed(runner, recordings, minutes))
    console.log(JSON.stringify({ accuracy, speed }, null, 2))
  } finally {
    runner.signal('SIGTERM')
    await runner.exited
  }
}
