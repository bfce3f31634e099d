import { sql } from 'drizzle-orm'
import type { RouteHealthReport } from '../../contract/model-routes.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'

/** Adds what a runner saw of the routes to what is known of them. Routes that are gone are passed over. */
export async function recordHealth(ctx: Ctx, reports: readonly RouteHealthReport[]): Promise<void> {
  if (reports.length === 0) return
  await transact(
    ctx.db,
    reports.map(
      ({ modelName, calls, failures, lastOk, latencyMs, openUntil, lastError }) => sql`
        INSERT INTO route_health (model_name, calls, failures, latency_ms, last_ok, open_until, last_error_at, last_error, updated_at)
        SELECT model_name, ${calls}, ${failures}, ${latencyMs}, ${lastOk ? 1 : 0}, ${openUntil}, ${lastError?.at ?? null},
               ${lastError?.reason ?? null}, ${ctx.now()}
        FROM model_routes WHERE model_name = ${modelName}
        ON CONFLICT (model_name) DO UPDATE
        SET calls = calls + excluded.calls, failures = failures + excluded.failures,
            latency_ms = latency_ms + excluded.latency_ms, last_ok = excluded.last_ok, open_until = excluded.open_until,
            last_error_at = COALESCE(excluded.last_error_at, last_error_at),
            last_error = COALESCE(excluded.last_error, last_error), updated_at = excluded.updated_at`,
    ),
  )
}
