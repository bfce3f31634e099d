import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { z } from 'zod'
import { runnerJob } from '../../workers/contract/runner.ts'
import type { JobDesk } from './job/job-desk.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { createTranscriptions } from './transcriptions/app.ts'
import { createTrials } from './trials/app.ts'
import type { TrialDependencies } from './trials/run-trial.ts'

const MAX_BODY_BYTES = 64 * 1024

export type ServerDependencies = {
  secret: string
  desk: JobDesk
  metrics: Metrics
  log: Log
  /** What the embedded model behind OpenAI's interface needs, and the trials of routes. */
  transcriptions: TrialDependencies
  /** What `GET /healthz` tells: ready once the models are loaded. */
  health: () => { ready: boolean; versions: Record<string, string> }
}

/** The runner's routes. Work is handed out with the shared secret; health is open, and says nothing worth hiding. */
export function createServer({ secret, desk, metrics, log, health, transcriptions }: ServerDependencies): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    metrics.requests.inc({ route: `${c.req.method} ${routePath(c, -1)}`, status: c.res.status })
  })
  app.use('/jobs/*', bearerAuth({ verifyToken: (token) => sameSecret(token, secret) }))
  app.use('/jobs/*', bodyLimit({ maxSize: MAX_BODY_BYTES }))

  app.post('/jobs', async (c) => {
    const job = runnerJob.safeParse(await c.req.json().catch(() => null))
    if (!job.success) return c.json({ code: 'validation_failed', message: z.prettifyError(job.error) }, 400)
    if (!health().ready) return c.json({ code: 'loading' }, 503)
    const acceptance = desk.accept(job.data)
    switch (acceptance) {
      case 'accepted':
        return c.json({ accepted: true }, 202)
      case 'already_running':
        return c.json({ code: acceptance }, 409)
      case 'busy':
      case 'stopping':
        return c.json({ code: acceptance }, 503)
    }
  })

  app.delete('/jobs/:jobId', (c) => {
    const lease = z.coerce.number().int().positive().safeParse(c.req.query('lease'))
    if (!lease.success) return c.json({ code: 'validation_failed', message: 'lease must be a positive integer' }, 400)
    // A job that is not here has ended, which is what the caller wants.
    return c.json({ cancelled: desk.cancel(c.req.param('jobId'), lease.data) }, 202)
  })

  app.use('/trials', bearerAuth({ verifyToken: (token) => sameSecret(token, secret) }))
  app.route('/trials', createTrials({ ...transcriptions, isReady: () => health().ready }))

  const isAllowed = (token: string): boolean => sameSecret(token, secret)
  app.route('/v1', createTranscriptions({ ...transcriptions, isAllowed, isReady: () => health().ready }))

  app.get('/healthz', (c) => {
    const state = health()
    return c.json({ ...state, pid: process.pid, runningJobs: desk.running() }, state.ready ? 200 : 503)
  })

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    log.error('request_failed', { detail: error.stack ?? error.message })
    return c.json({ code: 'internal_error' }, 500)
  })
  return app
}

/** `GET /metrics`, on a port that is not reachable from outside. */
export function createMetricsServer(metrics: Metrics): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  )
  return app
}

/** Hashed first, so that the time taken tells nothing, not even the length. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}
