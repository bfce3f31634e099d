/** How well recordings are cut, measured where the edges are known. Runs the whole job in this process. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startEmbeddedModels, type EmbeddedModels } from '../src/asr/embedded.ts'
import { createCallbacks } from '../src/job/callbacks.ts'
import { withWorkFolder } from '../src/job/work-folder.ts'
import { segmentsAhead } from '../src/pipeline/recognise.ts'
import { createModelRoutes } from '../src/providers/model-routes.ts'
import { runJob } from '../src/pipeline/run-job.ts'
import { samplesOf } from '../test-support/recordings.ts'
import { startWorkerStandIn, type ReceivedItem } from '../test-support/worker-stand-in.ts'
import { TOOLS } from '../test-support/tools.ts'
import { createRandom } from '../../scripts/lib/random.ts'
import { readRecordings, type Recording } from './bench.ts'
import { isInSpeech, joinWithGaps, readUtterances, writeDegraded, type KnownRecording } from './known-recording.ts'
import { wordErrors } from './word-error-rate.ts'

const THREADS = 2
const never = new AbortController()

/** The sentences of a file, by the pipeline the runner runs, and how many seconds of sound it recognised for them. */
async function itemsOf(file: string, models: EmbeddedModels): Promise<{ items: ReceivedItem[]; readSeconds: number }> {
  const worker = await startWorkerStandIn(file)
  let read = 0
  try {
    await withWorkFolder((folder) =>
      runJob(worker.job(), {
        folder,
        tools: TOOLS,
        recogniser: {
          recognise(samples, how) {
            read += samples.length
            return models.recogniser.recognise(samples, how)
          },
        },
        detector: models.detector,
        models: createModelRoutes(new Map()),
        ahead: segmentsAhead(THREADS),
        allowHosts: [],
        callbacks: createCallbacks(worker.job(), never),
        signal: never.signal,
        progress: () => {},
        onStage: () => {},
      }),
    )
    return { items: worker.items, readSeconds: read / 16_000 }
  } finally {
    worker.close()
  }
}

/** Errors of each clip recognised alone against the words it was given. */
async function readAgain(items: readonly ReceivedItem[], models: EmbeddedModels, folder: string) {
  const read = items.map(async ({ item, clip }) => {
    const file = join(folder, `${item.segmentIndex}.mp3`)
    await writeFile(file, clip)
    const samples = await samplesOf(file, 16_000)
    const again = await models.recogniser.recognise(samples, { signal: never.signal, urgent: false })
    return { item, again: again.text, ...wordErrors(item.transcriptEn, again.text) }
  })
  return Promise.all(read)
}

async function measure(known: KnownRecording, how: string, models: EmbeddedModels) {
  const folder = await mkdtemp(join(tmpdir(), 'listening-cut-bench-'))
  try {
    const file = join(folder, 'recording')
    const { stretch } = await writeDegraded(known.samples, how, file)
    const { items, readSeconds } = await itemsOf(file, models)
    const again = await readAgain(items, models, folder)
    // Everything is judged on the clock of the recording before it was stretched.
    const spans = items.map(({ item }) => ({ ...item, startMs: item.startMs / stretch, endMs: item.endMs / stretch }))
    const edges = spans.flatMap(({ startMs, endMs }) => [startMs, endMs])
    const inSpeech = edges.filter((ms) => isInSpeech(known, ms))
    const ends = known.utterances.slice(0, -1).filter(({ gapAfterMs }) => gapAfterMs >= 300)
    const missed = ends.filter(({ endMs, gapAfterMs }) =>
      spans.some((span) => span.startMs < endMs - 60 && span.endMs > endMs + gapAfterMs + 60),
    )
    const lost = known.utterances.map(({ startMs, endMs }) => endMs - startMs - covered(spans, startMs, endMs))
    const words = again.reduce((sum, clip) => sum + clip.words, 0)
    const wrong = again.reduce((sum, clip) => sum + Math.min(clip.words, clip.errors), 0)
    const seconds = items.map(({ item }) => (item.endMs - item.startMs) / 1000)
    const counts = items.map(({ item }) => item.wordCount)
    return {
      items: items.length,
      readPerSoundSecond: round(readSeconds / seconds.reduce((sum, value) => sum + value, 0)),
      edgesInSpeech: round(inSpeech.length / edges.length),
      ownText: round(1 - wrong / words),
      endsCut: round(1 - missed.length / ends.length),
      over14s: seconds.filter((s) => s > 14).length,
      under800ms: round(seconds.filter((s) => s < 0.8).length / items.length),
      secondsInRule: round(seconds.filter((s) => s >= 1.2 && s <= 8).length / items.length),
      wordsInRule: round(counts.filter((count) => count >= 3 && count <= 12).length / items.length),
      seconds: quantiles(seconds),
      words: quantiles(counts),
      lostMs: Math.round(lost.reduce((sum, ms) => sum + ms, 0)),
      wordErrorRate: round(
        wordErrors(
          known.utterances.map(({ said }) => said).join(' '),
          items.map(({ item }) => item.transcriptEn).join(' '),
        ).rate,
      ),
      needsReview: Object.fromEntries(
        [...Map.groupBy(items, ({ item }) => item.reviewReason ?? 'none')].map(([reason, list]) => [
          reason,
          list.length,
        ]),
      ),
      faults: [
        ...inSpeech.map((ms) => `edge in speech at ${Math.round(ms * stretch)} ms`),
        ...missed.map(({ file: name, endMs }) => `no cut after ${name} at ${Math.round(endMs * stretch)} ms`),
        ...again
          .filter((clip) => clip.errors > 0)
          .map((clip) => `${clip.item.startMs}: ${clip.item.transcriptEn} | ${clip.again}`),
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function covered(spans: readonly { startMs: number; endMs: number }[], startMs: number, endMs: number): number {
  return spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(endMs, span.endMs) - Math.max(startMs, span.startMs)),
    0,
  )
}

/** Word error rates of the pipeline and of the model given the whole file at once. */
async function compareFiles(recordings: readonly Recording[], models: EmbeddedModels) {
  const sums = { words: 0, pipeline: 0, byHand: 0 }
  const files = []
  for (const { file, said } of recordings) {
    const { items } = await itemsOf(file, models)
    const written = items.map(({ item }) => item.transcriptEn)
    const whole = await models.recogniser.recognise(await samplesOf(file, 16_000), {
      signal: never.signal,
      urgent: false,
    })
    const [pipeline, byHand] = [wordErrors(said, written.join(' ')), wordErrors(said, whole.text)]
    sums.words += pipeline.words
    sums.pipeline += pipeline.errors
    sums.byHand += byHand.errors
    files.push({ file: basename(file), pipeline: round(pipeline.rate), byHand: round(byHand.rate), written })
  }
  return { pipeline: round(sums.pipeline / sums.words), byHand: round(sums.byHand / sums.words), files }
}

function quantiles(values: readonly number[]): Record<string, number> {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { least: at(0), p10: at(0.1), median: at(0.5), p90: at(0.9), most: at(1) }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/**
 * Cuts recordings whose edges are known (`minutes` each, one for every seed and way to degrade it), recognises every clip
 * again alone, and compares the words of whole files with those of the model by itself. `folder` has a `transcripts.tsv`.
 */
export async function measureCut(options: {
  folder: string
  modelDir: string
  seeds: readonly number[]
  minutes: number
  ways: readonly string[]
}) {
  const recordings = await readRecordings(options.folder)
  const utterances = await readUtterances(options.folder, recordings)
  const models = startEmbeddedModels({ modelDir: options.modelDir, threads: THREADS })
  try {
    await models.ready
    const joined = []
    for (const how of options.ways) {
      for (const seed of options.seeds) {
        const known = joinWithGaps(utterances, options.minutes * 60, createRandom(seed).next)
        joined.push({ how, seed, minutes: options.minutes, ...(await measure(known, how, models)) })
      }
    }
    return { joined, files: await compareFiles(recordings, models) }
  } finally {
    await models.close()
  }
}
