import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { type ModelKeys, parseModelKeys } from '../../workers/domain/models/model-keys.ts'
import { defaultModelDir } from './asr/model-files.ts'
import { LOG_LEVELS } from './log.ts'

const port = z.coerce.number().int().min(0).max(65_535)
/** A variable that is set to nothing counts as not set. */
const path = z.string().min(1).optional()

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8788),
  RUNNER_METRICS_PORT: port.default(9101),
  /** What the Worker shows to hand out work. */
  RUNNER_SECRET: z.string().min(16, 'must be at least 16 characters'),
  RUNNER_MAX_JOBS: z.coerce.number().int().min(1).max(64).default(2),
  RUNNER_ASR_THREADS: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  /** See parseModelKeys. */
  MODEL_KEYS: z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return parseModelKeys(text)
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
        return z.NEVER
      }
    }),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  MODEL_DIR: path,
  FFMPEG_PATH: path,
  FFPROBE_PATH: path,
  /** A tool that writes nothing for so long, though it could, is ended. */
  TOOL_STALL_SECONDS: z.coerce.number().min(0.1).max(3600).default(60),
  /** The yt-dlp that is asked where the media of a page lie. Not set: pages are not taken. */
  YT_DLP: path,
  /** Hosts that links may lead to although they are not public, for development: names with commas between. */
  URL_ALLOW_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    ),
})

export type Config = {
  host: string
  port: number
  metricsPort: number
  secret: string
  /** Keys of model providers, by base URL. */
  modelKeys: ModelKeys
  maxJobs: number
  asrThreads: number
  logLevel: (typeof LOG_LEVELS)[number]
  modelDir: string
  ffmpegPath: string | undefined
  ffprobePath: string | undefined
  toolStallMs: number
  ytDlp: string | null
  urlAllowHosts: readonly string[]
}

/** Reads the settings from the environment. Throws one error that names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Wrong settings in the environment:\n${problems.join('\n')}`)
  }
  const settings = result.data
  return {
    host: settings.HOST,
    port: settings.PORT,
    metricsPort: settings.RUNNER_METRICS_PORT,
    secret: settings.RUNNER_SECRET,
    modelKeys: settings.MODEL_KEYS,
    maxJobs: settings.RUNNER_MAX_JOBS,
    asrThreads: settings.RUNNER_ASR_THREADS,
    logLevel: settings.LOG_LEVEL,
    modelDir: defaultModelDir(env),
    ffmpegPath: settings.FFMPEG_PATH,
    ffprobePath: settings.FFPROBE_PATH,
    toolStallMs: settings.TOOL_STALL_SECONDS * 1000,
    ytDlp: settings.YT_DLP ?? null,
    urlAllowHosts: settings.URL_ALLOW_HOSTS,
  }
}
