import type { RequestIdVariables } from 'hono/request-id'
import type { Admin } from '../services/admins/admin.ts'
import type { Caller, Ctx } from '../services/context.ts'

/**
 * What middleware leaves for the handlers. `caller` is there behind `requireUser` only, `admin` behind `requireAdmin`,
 * `lease` for runner callbacks only.
 */
export type AppEnv = {
  Bindings: Env
  Variables: RequestIdVariables & { ctx: Ctx; caller: Caller; admin: Admin; lease: number }
}
