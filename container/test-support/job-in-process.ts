import type { RunnerClips, RunnerJob, RunnerSubtitles, RunnerTranslations } from '../../workers/contract/runner.ts'
import type { ModelKeys } from '../../workers/domain/models/model-keys.ts'
import { startEmbeddedModels, type EmbeddedModels } from '../src/asr/embedded.ts'
import { createCallbacks } from '../src/job/callbacks.ts'
import { withWorkFolder } from '../src/job/work-folder.ts'
import { createLog } from '../src/log.ts'
import { createModelRoutes } from '../src/providers/model-routes.ts'
import { runJob } from '../src/pipeline/run-job.ts'
import { modelDir } from './models.ts'
import { startWorkerStandIn, type ReceivedItem } from './worker-stand-in.ts'
import { TOOLS } from './tools.ts'

/** What a job did: its sentences, the kinds of its reports, its log, and why it failed. */
export type RanJob = {
  items: ReceivedItem[]
  clips: Map<string, Uint8Array>
  translations: RunnerTranslations['items']
  reports: string[]
  log: string
  failure: unknown
}

/** The real models, for jobs that run inside the test. */
export async function startModels(): Promise<EmbeddedModels> {
  const models = startEmbeddedModels({ modelDir: await modelDir(), threads: 2 })
  await models.ready
  return models
}

/** Runs a job on a file as the runner does, in this process, against a stand-in for the Worker that has these cues. */
export async function runInProcess(
  file: string,
  models: EmbeddedModels,
  options: { cues?: RunnerSubtitles['cues']; clips?: RunnerClips; job?: Partial<RunnerJob>; keys?: ModelKeys } = {},
): Promise<RanJob> {
  const worker = await startWorkerStandIn(file, {
    ...(options.cues && { cues: options.cues }),
    ...(options.clips && { clips: options.clips }),
  })
  const abort = new AbortController()
  const job = worker.job(options.job)
  let log = ''
  let failure: unknown = null
  try {
    await withWorkFolder((folder) =>
      runJob(job, {
        folder,
        tools: TOOLS,
        recogniser: models.recogniser,
        detector: models.detector,
        ahead: 6,
        models: createModelRoutes(options.keys ?? new Map()),
        allowHosts: [],
        callbacks: createCallbacks(job, abort),
        signal: abort.signal,
        progress: () => {},
        onStage: () => {},
        log: createLog('info', {}, (line) => (log += line)),
      }),
    )
  } catch (error) {
    failure = error
  } finally {
    worker.close()
  }
  return {
    items: worker.items,
    clips: worker.clips,
    translations: worker.translations,
    reports: worker.reports.map(({ type }) => type),
    log,
    failure,
  }
}
