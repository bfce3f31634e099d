import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { AppError } from '../contract/errors.ts'
import { answer } from '../http/answer.ts'
import { bearerToken } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { exposition } from '../meters/exposition.ts'
import { flushNow, series } from '../meters/meter.ts'
import { isSameSecret } from '../services/auth/same-secret.ts'
import { countOpenJobs } from '../services/jobs/count-open-jobs.ts'

export const healthRoutes = new Hono<AppEnv>()
  .get('/healthz', async (c) => {
    try {
      await c.get('ctx').db.run(sql`SELECT 1`)
    } catch {
      throw new AppError('service_unavailable', { part: 'database' })
    }
    return answer(c, { status: 'ok' })
  })
  .get('/metrics', async (c) => {
    const ctx = c.get('ctx')
    const { metricsToken } = ctx.settings
    if (metricsToken && !(await isSameSecret(bearerToken(c.req.header('authorization')) ?? '', metricsToken))) {
      throw new AppError('missing_token')
    }
    await flushNow(c.env.METERS)
    const counters = await c.env.METERS.getByName('all').read()
    const gauges = (await countOpenJobs(ctx)).map(({ status, stage, jobs }) => ({
      series: series('listening_jobs', { status, stage }),
      value: jobs,
    }))
    return c.body(exposition([...counters, ...gauges]), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
  })
