/**
 * `npm run bench:pipeline [speed] [memory] [first] [cut]`: the bars of the pipeline, each measured in this run. Writes
 * artifacts/bench-pipeline.json, the time line of a job and the cut over the waveform, and prints the JSON. Without names
 * it measures everything (some eight minutes). Speech comes from ../shared/speech where that is, else from the test data.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureCut } from '../container/bench/measure-cut.ts'
import { measureMemory } from '../container/bench/measure-memory.ts'
import { measureThroughput } from '../container/bench/measure-throughput.ts'
import { joinRecordings } from '../container/test-support/join-recordings.ts'
import { modelDir } from '../container/test-support/models.ts'
import { measureFirstSentences } from './lib/first-sentence.ts'
import { ROOT } from './lib/settings.ts'

type Bar = { name: string; value: number; atMost?: number; atLeast?: number; met: boolean }

const wanted = new Set(process.argv.slice(2))
const wants = (part: string): boolean => wanted.size === 0 || wanted.has(part)
const bars: Bar[] = []
const bar = (name: string, value: number, limit: { atMost: number } | { atLeast: number }): void => {
  const met = 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast
  bars.push({ name, value: rounded(value), ...limit, met })
}
const rounded = (value: number): number => Math.round(value * 1000) / 1000

const shared = join(ROOT, '../shared/speech')
const speechFolder = existsSync(shared) ? shared : join(ROOT, 'container/test-data')
const recordings = (await readdir(speechFolder))
  .filter((name) => /\.(wav|mp3|flac)$/.test(name))
  .toSorted()
  .map((name) => join(speechFolder, name))
const artifacts = join(ROOT, 'artifacts')
await mkdir(artifacts, { recursive: true })

const folder = await mkdtemp(join(tmpdir(), 'listening-bench-'))
/** An M4A with its index at the end, as phones write them. */
async function speech(minutes: number): Promise<string> {
  const file = join(folder, `${minutes}.m4a`)
  if (!existsSync(file)) await joinRecordings(recordings, file, { seconds: minutes * 60 })
  return file
}

try {
  const report: Record<string, unknown> = { at: new Date().toISOString(), load: loadavg()[0] }
  const threads = availableParallelism()
  if (wants('speed')) {
    const { numbers, timeLine, cut } = await measureThroughput(await speech(20), {
      modelDir: await modelDir(),
      threads,
    })
    await writeFile(join(artifacts, 'pipeline-time-line.svg'), timeLine)
    await writeFile(join(artifacts, 'pipeline-cut.svg'), cut)
    report['speed'] = numbers
    bar('wall time to bare model', numbers.wallToBareModel, { atMost: 1.35 })
    bar('times faster than the package loop', numbers.speedUpOverPackageLoop, { atLeast: 2.5 })
    bar('media processes per 20 clips', numbers.mediaProcessesPer20Clips, { atMost: 1 })
  }
  if (wants('memory')) {
    const [five = NaN, sixty = NaN] = await measureMemory([await speech(5), await speech(60)], threads)
    report['memory'] = { peakMb5Minutes: five, peakMb60Minutes: sixty }
    bar('peak memory, MB', Math.max(five, sixty), { atMost: 900 })
    bar('peak memory 60 to 5 minutes', sixty / five, { atMost: 1.15 })
  }
  if (wants('first')) {
    const first = await measureFirstSentences(folder, await speech(2), await speech(60))
    report['firstSentence'] = first
    for (const { kind, sixtyMinutesMs, ratio } of first) {
      bar(`first sentence, s, 60 minutes, ${kind}`, sixtyMinutesMs / 1000, { atMost: 4 })
      bar(`first sentence 60 to 2 minutes, ${kind}`, ratio, { atMost: 1.3 })
    }
  }
  if (wants('cut')) {
    const { joined, files } = await measureCut({
      folder: speechFolder,
      modelDir: await modelDir(),
      seeds: [1, 2, 3, 4, 5, 6],
      minutes: 4,
      ways: ['none'],
    })
    report['cut'] = { joined, files }
    const wantedOfCut = [
      ['edges in speech', 'edgesInSpeech', { atMost: 0.01 }],
      ['words of clips read again alone', 'ownText', { atLeast: 0.97 }],
      ['utterance ends with 300 ms of silence that were cut', 'endsCut', { atLeast: 0.97 }],
      ['items over 14 s', 'over14s', { atMost: 0 }],
      ['items under 0.8 s', 'under800ms', { atMost: 0.01 }],
    ] as const
    for (const [name, key, limit] of wantedOfCut)
      bar(name, joined.reduce((sum, one) => sum + one[key], 0) / joined.length, limit)
    bar('word error rate', files.pipeline, { atMost: Math.min(0.06, files.byHand) })
  }
  const text = JSON.stringify(
    { ...report, bars },
    (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value),
    2,
  )
  await writeFile(join(artifacts, 'bench-pipeline.json'), `${text}\n`)
  console.log(text)
} finally {
  await rm(folder, { recursive: true, force: true })
}
