import { startEmbeddedModels } from '../src/asr/embedded.ts'
import { createCallbacks } from '../src/job/callbacks.ts'
import { withWorkFolder } from '../src/job/work-folder.ts'
import type { MediaTools } from '../src/media/media-tool.ts'
import { segmentsAhead } from '../src/pipeline/recognise.ts'
import { createModelRoutes } from '../src/providers/model-routes.ts'
import { runJob } from '../src/pipeline/run-job.ts'
import { traceClock, type Trace, type TracedStep } from '../src/pipeline/trace.ts'
import { startWorkerStandIn, type ReceivedItem } from '../test-support/worker-stand-in.ts'

/** A piece of work; milliseconds since the job began. */
export type Span = { step: TracedStep; lane: number; fromMs: number; toMs: number }

export type TracedJob = {
  wallMs: number
  spans: Span[]
  /** What was recognised, in order: 16 kHz mono. */
  segments: Float32Array[]
  items: ReceivedItem[]
}

/** Runs one job in this process, arranged as the runner arranges it, and keeps where its time went. */
export async function traceJob(
  file: string,
  options: { modelDir: string; threads: number; tools: MediaTools },
): Promise<TracedJob> {
  const { modelDir, threads, tools } = options
  const spans: Span[] = []
  const segments: Float32Array[] = []
  let startedAt = traceClock()
  const trace: Trace = (step, beganAt, endedAt, lane = 0) =>
    void spans.push({ step, lane, fromMs: beganAt - startedAt, toMs: endedAt - startedAt })
  const worker = await startWorkerStandIn(file)
  const models = startEmbeddedModels({ modelDir, threads, trace })
  try {
    await models.ready
    const job = worker.job()
    const abort = new AbortController()
    startedAt = traceClock()
    await withWorkFolder((folder) =>
      runJob(job, {
        folder,
        tools,
        recogniser: {
          recognise(samples, how) {
            segments.push(samples.slice())
            return models.recogniser.recognise(samples, how)
          },
        },
        detector: models.detector,
        models: createModelRoutes(new Map()),
        ahead: segmentsAhead(threads),
        allowHosts: [],
        callbacks: createCallbacks(job, abort),
        signal: abort.signal,
        progress: () => {},
        onStage: () => {},
        trace,
      }),
    )
    return { wallMs: traceClock() - startedAt, spans, segments, items: worker.items }
  } finally {
    worker.close()
    await models.close()
  }
}

/** Seconds of each step, over all its spans. */
export function secondsByStep(spans: readonly Span[]): Partial<Record<TracedStep, number>> {
  const sums: Partial<Record<TracedStep, number>> = {}
  for (const { step, fromMs, toMs } of spans) sums[step] = (sums[step] ?? 0) + (toMs - fromMs) / 1000
  return sums
}
