import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { countRequest, flushSoon } from '../meters/meter.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { authenticate } from '../services/auth/authenticate.ts'
import type { AppEnv } from './types.ts'

export const provideCtx = createMiddleware<AppEnv>(async (c, next) => {
  c.set('ctx', createCtx(c.env, c.req.url))
  await next()
})

/** Counts every answer by route pattern. `service` keeps API, admin and runner callbacks apart. */
export const meter = createMiddleware<AppEnv>(async (c, next) => {
  const start = performance.now()
  await next()
  const route = routePath(c, -1)
  const service = route.startsWith('/api/v2/admin') ? 'admin' : route.startsWith('/runner') ? 'runner_callbacks' : 'api'
  const seconds = (performance.now() - start) / 1000
  countRequest({ service, route, method: c.req.method, status: c.res.status, seconds })
  c.executionCtx.waitUntil(flushSoon(c.env.METERS))
})

export function bearerToken(header: string | undefined): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? []
  return token ?? null
}

/** Sets `caller`. @throws AppError missing_token, invalid_token */
export const requireUser = createMiddleware<AppEnv>(async (c, next) => {
  c.set('caller', await authenticate(c.get('ctx'), bearerToken(c.req.header('authorization'))))
  await next()
})

/** Where the request comes from, for limits. Cloudflare sets the header itself; a client cannot. */
export const clientAddress = (header: (name: string) => string | undefined): string =>
  header('cf-connecting-ip') ?? 'unknown'
