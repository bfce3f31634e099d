import { z } from 'zod'
import { parseModelKeys } from './domain/models/model-keys.ts'

const positive = z.coerce.number().positive()
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/**
 * The Worker's settings, as README.md lists them: variables and secrets are texts, here they get their types and units.
 * Throws a ZodError that names the setting when one is wrong, at the first request after a deploy.
 */
const schema = z
  .object({
    JWT_SECRET: z.string().min(32),
    ADMIN_API_TOKEN: z.string().min(1),
    RUNNER_SECRET: z.string().min(32),
    JWT_EXP_MINUTES: positive,
    MAX_VIDEO_MINUTES: positive,
    MAX_FORM_UPLOAD_MB: positive,
    MAX_UPLOAD_MB: positive,
    KEEP_SOURCE_HOURS: positive,
    KEEP_INTERMEDIATE_HOURS: positive,
    LOGIN_TRIES_PER_MINUTE: positive,
    REGISTRATIONS_PER_MINUTE: positive,
    REDEEMS_PER_MINUTE: positive,
    DEFAULT_ASR_MODEL: z.string().min(1),
    DEFAULT_MT_MODEL: z.string(),
    RUNNER_MODE: z.enum(['container', 'http']),
    RUNNER_URL: z.string(),
    RUNNER_INSTANCES: positive,
    LEASE_SECONDS: positive,
    PUBLIC_ORIGIN: z.string(),
    ALLOWED_ORIGINS: list,
    URL_ALLOW_HOSTS: list,
    METRICS_TOKEN: z.string(),
    MODEL_KEYS: z.string().default(''),
    ACCESS_TEAM_DOMAIN: z.union([z.literal(''), z.url()]).default(''),
    ACCESS_AUD: z.string().default(''),
  })
  .transform((vars) => ({
    jwtSecret: new TextEncoder().encode(vars.JWT_SECRET),
    adminToken: vars.ADMIN_API_TOKEN,
    runnerSecret: vars.RUNNER_SECRET,
    sessionMs: vars.JWT_EXP_MINUTES * 60_000,
    maxDurationMs: vars.MAX_VIDEO_MINUTES * 60_000,
    maxFormUploadBytes: Math.floor(vars.MAX_FORM_UPLOAD_MB * 1e6),
    maxUploadBytes: Math.floor(vars.MAX_UPLOAD_MB * 1e6),
    keepSourceMs: vars.KEEP_SOURCE_HOURS * 3_600_000,
    keepClipsMs: vars.KEEP_INTERMEDIATE_HOURS * 3_600_000,
    loginTriesPerMinute: vars.LOGIN_TRIES_PER_MINUTE,
    registrationsPerMinute: vars.REGISTRATIONS_PER_MINUTE,
    redeemsPerMinute: vars.REDEEMS_PER_MINUTE,
    defaultAsrModel: vars.DEFAULT_ASR_MODEL,
    /** Null: no translation unless the job asks for it. */
    defaultMtModel: vars.DEFAULT_MT_MODEL || null,
    runner:
      vars.RUNNER_MODE === 'http'
        ? ({ mode: 'http', url: vars.RUNNER_URL } as const)
        : ({ mode: 'container', instances: vars.RUNNER_INSTANCES } as const),
    /** A runner that is silent for so long has lost its job. */
    leaseMs: vars.LEASE_SECONDS * 1000,
    /** Where the runner finds this Worker; empty: the origin of the request that made the job. */
    publicOrigin: vars.PUBLIC_ORIGIN || null,
    allowedOrigins: vars.ALLOWED_ORIGINS,
    urlAllowHosts: vars.URL_ALLOW_HOSTS,
    metricsToken: vars.METRICS_TOKEN || null,
    modelKeys: parseModelKeys(vars.MODEL_KEYS),
    /** Null: the admin page signs in by token only. */
    access:
      vars.ACCESS_TEAM_DOMAIN && vars.ACCESS_AUD
        ? { teamDomain: vars.ACCESS_TEAM_DOMAIN.replace(/\/$/, ''), audience: vars.ACCESS_AUD }
        : null,
  }))

export type Settings = z.output<typeof schema>

const parsed = new WeakMap<object, Settings>()

/** Parsed once per isolate. */
export function readSettings(env: object): Settings {
  const known = parsed.get(env)
  if (known) return known
  const settings = schema.parse(env)
  parsed.set(env, settings)
  return settings
}
