import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import { ApiClient } from './api-client.ts'
import { startProduct } from './product.ts'
import { startRangeServer } from './range-server.ts'

const RUNS = 3

export type FirstSentence = {
  kind: string
  twoMinutesMs: number
  sixtyMinutesMs: number
  ratio: number
  /** Where the time of the median job of sixty minutes went. */
  sixtyMinutesSteps: Steps
}

/**
 * Milliseconds: `accept_to_runner` is the queue, the job's object and the runner's door, `work` what the runner did in all,
 * with its own steps after it, and `to_learner` the way from the delivered sentence to its clip in hand.
 */
type Steps = Record<string, number>
type Timed = { ms: number; steps: Steps }

type Source = { kind: string; two: string; sixty: string; isLink?: true }

/**
 * Milliseconds from a job's acceptance to its first clip in hand, over the whole running product, warm: medians of three,
 * of two minutes and of sixty, for each kind of source. Files are made in `folder`.
 */
export async function measureFirstSentences(
  folder: string,
  twoMinutes: string,
  sixtyMinutes: string,
): Promise<FirstSentence[]> {
  const sources = await makeSources(folder, twoMinutes, sixtyMinutes)
  const server = await startRangeServer(folder)
  const product = await startProduct({
    MAX_VIDEO_MINUTES: '61',
    // An hour as WAV is more than a form may carry elsewhere.
    MAX_FORM_UPLOAD_MB: '250',
    REGISTRATIONS_PER_MINUTE: '100',
    URL_ALLOW_HOSTS: server.host,
  })
  try {
    const client = new ApiClient(product.origin)
    await client.join(product.redeemCode)
    const once = async (file: string, isLink?: true): Promise<Timed> => {
      const jobId = isLink
        ? await client.submitLink(`http://${server.host}/${basename(file)}`)
        : await client.upload(await openAsBlob(file), basename(file))
      return timeFirstSentence(client, jobId, product.runnerLog)
    }
    await once(twoMinutes)
    const measured: FirstSentence[] = []
    for (const { kind, two, sixty, isLink } of sources) {
      // By turns, so that whatever else the machine does weighs on both.
      const times: { two: Timed; sixty: Timed }[] = []
      for (let run = 0; run < RUNS; run++)
        times.push({ two: await once(two, isLink), sixty: await once(sixty, isLink) })
      const twoMinutesMs = median(times.map(({ two: time }) => time)).ms
      const { ms: sixtyMinutesMs, steps } = median(times.map(({ sixty: time }) => time))
      const ratio = sixtyMinutesMs / twoMinutesMs
      measured.push({ kind, twoMinutesMs, sixtyMinutesMs, ratio, sixtyMinutesSteps: steps })
    }
    return measured
  } finally {
    await product.stop()
    server.stop()
  }
}

async function timeFirstSentence(client: ApiClient, jobId: string, runnerLog: string): Promise<Timed> {
  const acceptedAt = Date.now()
  const started = performance.now()
  const job = await client.waitFor(jobId, ({ readyItems }) => readyItems > 0, 5)
  const { items } = await client.data<ExerciseView>(`/exercises/${job.exerciseSetId}`)
  const clip = await fetch(new URL(items[0]?.audioUrl ?? '', client.origin))
  if (!clip.ok || (await clip.arrayBuffer()).byteLength === 0) throw new Error(`The first clip answered ${clip.status}`)
  const ms = performance.now() - started
  await client.call(`/jobs/${jobId}/cancel`, { method: 'POST' })
  await client.waitFor(jobId, () => false)
  return { ms, steps: stepsOf(await readLog(runnerLog, jobId), acceptedAt, ms) }
}

type LogLine = Record<string, string | number>

async function readLog(file: string, jobId: string): Promise<LogLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.includes(jobId))
  return lines.map((line): LogLine => JSON.parse(line.slice(line.indexOf('{'))))
}

function stepsOf(lines: readonly LogLine[], acceptedAt: number, totalMs: number): Steps {
  const startedAt = Date.parse(String(lines.find(({ event }) => event === 'job_started')?.['at']))
  const first = lines.find(({ event }) => event === 'first_sentence') ?? {}
  const [toRunner, work] = [startedAt - acceptedAt, Number(first['total_ms'])]
  const own = Object.entries(first).flatMap(([name, ms]): [string, number][] =>
    typeof ms === 'number' && name.endsWith('_ms') && name !== 'total_ms' ? [[name.slice(0, -3), ms]] : [],
  )
  return { accept_to_runner: toRunner, work, ...Object.fromEntries(own), to_learner: totalMs - toRunner - work }
}

/** The one in the middle by its time. */
const median = (times: readonly Timed[]): Timed =>
  times.toSorted((a, b) => a.ms - b.ms)[Math.floor(times.length / 2)] ?? { ms: NaN, steps: {} }

async function makeSources(folder: string, twoMinutes: string, sixtyMinutes: string): Promise<Source[]> {
  const [two, sixty] = [twoMinutes, sixtyMinutes]
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=480x270:rate=5', '-map', '0:a', '-map', '1:v', '-c:a', 'copy']
  const video = [...picture, '-c:v', 'mpeg4', '-b:v', '100k', '-maxrate', '110k', '-bufsize', '500k', '-shortest']
  const wav = ['-ar', '16000']
  const [mp3, webm] = [
    ['-b:a', '64k'],
    ['-c:a', 'libopus', '-b:a', '32k'],
  ]
  return [
    { kind: 'm4a', two, sixty },
    // Some 80 MB an hour, index at the end.
    { kind: 'mp4 with a picture', ...(await asKind(folder, 'mp4', two, sixty, video)) },
    { kind: 'wav', ...(await asKind(folder, 'wav', two, sixty, wav)) },
    { kind: 'mp3', ...(await asRepeated(folder, 'mp3', two, mp3)) },
    { kind: 'webm', ...(await asRepeated(folder, 'webm', two, webm)) },
    { kind: 'link to an m4a', two, sixty, isLink: true },
  ]
}

async function asKind(folder: string, kind: string, two: string, sixty: string, options: readonly string[]) {
  const made = { two: join(folder, `2-made.${kind}`), sixty: join(folder, `60-made.${kind}`) }
  await convert(['-i', two], options, made.two)
  await convert(['-i', sixty], options, made.sixty)
  return made
}

/** The hour is the two minutes thirty times over, without encoding them again. */
async function asRepeated(folder: string, kind: string, two: string, options: readonly string[]) {
  const made = { two: join(folder, `2-made.${kind}`), sixty: join(folder, `60-made.${kind}`) }
  await convert(['-i', two], options, made.two)
  await convert(['-stream_loop', '29', '-i', made.two], ['-c', 'copy'], made.sixty)
  return made
}

async function convert(input: readonly string[], options: readonly string[], output: string): Promise<void> {
  await execa('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...input, ...options, output])
}
