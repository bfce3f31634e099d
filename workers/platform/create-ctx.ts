import { createDb } from '../db/client.ts'
import type { Ctx } from '../services/context.ts'
import { keyedHash } from '../services/keyed-hash.ts'
import { readSettings } from '../settings.ts'
import { createRunner } from './create-runner.ts'

/**
 * The verbs' view of the platform: the one place where bindings are given their roles. Outside a request the origin is
 * known only from PUBLIC_ORIGIN.
 */
export function createCtx(env: Env, requestUrl?: string): Ctx {
  const settings = readSettings(env)
  const job = (jobId: string) => env.JOBS.getByName(jobId)
  // The platform knows an object's name, and this one would be somebody's email address.
  const limit = async (key: string) =>
    env.LIMITS.getByName(await keyedHash(settings.jwtSecret, `listening:limit:${key}`))
  return {
    db: createDb(env.DB),
    media: env.MEDIA,
    jobQueue: env.JOB_QUEUE,
    settings,
    origin: settings.publicOrigin ?? (requestUrl === undefined ? '' : new URL(requestUrl).origin),
    now: () => Date.now(),
    jobs: {
      start: (jobId) => job(jobId).start(jobId),
      cancel: (jobId) => job(jobId).stop(jobId, null),
      fail: (jobId, run, code) => job(jobId).stop(jobId, code, run),
      offer: (jobId) => job(jobId).offer(),
      forget: (jobId) => job(jobId).forget(),
      connect: (jobId, request) => job(jobId).fetch(new Request(`http://job/?jobId=${jobId}`, request)),
    },
    trials: { tryRoute: (trial) => createRunner(env).tryRoute(trial) },
    limits: {
      take: async (key, perMinute) => (await limit(key)).take(perMinute, Date.now()),
      peek: async (key, perMinute) => (await limit(key)).peek(perMinute, Date.now()),
    },
  }
}
