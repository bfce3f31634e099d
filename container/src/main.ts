/** The runner process: loads the models, serves `/jobs`, and hands its work back when it is told to stop. */
import { serve, type ServerType } from '@hono/node-server'
import { createRequire } from 'node:module'
import { startEmbeddedModels } from './asr/embedded.ts'
import { checkModelFiles } from './asr/check-model-files.ts'
import { readConfig } from './config.ts'
import { createJobDesk } from './job/job-desk.ts'
import { startHeartbeats } from './job/heartbeats.ts'
import { removeLeftFolders } from './job/work-folder.ts'
import { workOnJob } from './job/work-on-job.ts'
import { createLog } from './log.ts'
import { findFfmpeg } from './media/find-ffmpeg.ts'
import { findYtDlp } from './source/page/find-yt-dlp.ts'
import { createMetrics } from './metrics.ts'
import { dieOutOfMemory } from './out-of-memory.ts'
import { createModelRoutes } from './providers/model-routes.ts'
import { segmentsAhead } from './pipeline/recognise.ts'
import { createMetricsServer, createServer } from './server.ts'

/** The platform kills a container some seconds after asking it to stop; by then everything must have been said. */
const STOP_WITHIN_MS = 4_000

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  await removeLeftFolders()
  await checkModelFiles(config.modelDir)
  const tools = await findFfmpeg({ ffmpeg: config.ffmpegPath, ffprobe: config.ffprobePath })
  const ytDlp = config.ytDlp === null ? null : await findYtDlp(config.ytDlp)
  const metrics = createMetrics()
  const models = startEmbeddedModels({
    modelDir: config.modelDir,
    threads: config.asrThreads,
    onRecognised: (speechSeconds, computeSeconds) => {
      metrics.speechSeconds.inc(speechSeconds)
      metrics.realTimeFactor.observe(computeSeconds / speechSeconds)
    },
    onOutOfMemory: (error) => dieOutOfMemory(log, error),
  })
  const heartbeats = startHeartbeats()
  const dependencies = {
    tools: { ffmpeg: tools.ffmpeg.path, ffprobe: tools.ffprobe.path, stallMs: config.toolStallMs },
    recogniser: models.recogniser,
    detector: models.detector,
    models: createModelRoutes(config.modelKeys),
    ahead: segmentsAhead(config.asrThreads),
    allowHosts: config.urlAllowHosts,
    ytDlp: ytDlp && ytDlp.path,
    log,
    metrics,
    heartbeats,
  }
  const desk = createJobDesk(
    config.maxJobs,
    (job, seat) => workOnJob(job, seat, dependencies),
    (running) => metrics.runningJobs.set(running),
  )

  let ready = false
  const versions = {
    node: process.versions.node,
    ffmpeg: `${tools.ffmpeg.version} (${tools.ffmpeg.from})`,
    onnxruntime: String(createRequire(import.meta.url)('onnxruntime-node/package.json').version),
    ...(ytDlp && { ytDlp: ytDlp.version }),
    asr: 'moonshine-base',
    vad: 'silero-v6',
  }
  const health = () => ({ ready, versions })
  const app = createServer({ secret: config.secret, desk, metrics, log, transcriptions: dependencies, health })
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, ({ port }) => {
    log.info('listening', { host: config.host, port })
  })
  const metricsServer = serve(
    { fetch: createMetricsServer(metrics).fetch, hostname: config.host, port: config.metricsPort },
    ({ port }) => log.info('metrics_listening', { port }),
  )

  async function stop(signal: string): Promise<void> {
    log.info('stopping', { signal, runningJobs: desk.running() })
    // Not process.exit: that waits for what the models are computing.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_WITHIN_MS).unref()
    await desk.stop()
    await Promise.all([close(server), close(metricsServer), models.close(), heartbeats.close()])
    log.info('stopped')
    process.exit(0)
  }
  process.once('SIGTERM', (signal) => void stop(signal))
  process.once('SIGINT', (signal) => void stop(signal))

  await models.ready
  ready = true
  log.info('ready', versions)
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

start().catch((error: unknown) => {
  process.stderr.write(`The runner could not start. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
