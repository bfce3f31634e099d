import { eq } from 'drizzle-orm'
import type { AuditAction } from '../../contract/admin-access.ts'
import { AppError } from '../../contract/errors.ts'
import { auditLog } from '../../db/schema/admins.ts'
import type { Admin } from '../admins/admin.ts'
import { type Ctx, newId } from '../context.ts'
import { logEvent } from '../log-event.ts'

export type Change<T> = {
  action: AuditAction
  /** The id or name of what is changed; null for what does not exist yet. */
  target: string | null
  /** How it stands; asked before and, without `after`, once more when it is done. */
  look?: () => Promise<unknown>
  /** What the log says of the result, where that is more than how it stands. */
  after?: (result: T) => unknown
  run: () => Promise<T>
}

/**
 * Makes a change and keeps who made it, with what was before and after. The row comes first: should the Worker end in
 * between, the log says that the change was begun. A refused change stays in the log with its code. Once a
 * change is made, a fault of the log does not take away its answer, which may be seen this once, as new codes are.
 */
export async function recordChange<T>(ctx: Ctx, admin: Admin, change: Change<T>): Promise<T> {
  const id = newId()
  const before = (await change.look?.()) ?? null
  const { name: who, role, via } = admin
  const { action, target } = change
  await ctx.db.insert(auditLog).values({ id, at: ctx.now(), who, role, via, action, target, before })
  const orLogged = <R>(work: () => Promise<R>): Promise<R | undefined> =>
    work().catch((error: unknown) => {
      logEvent('error', 'audit_incomplete', { step: action, error })
      return undefined
    })
  const complete = (values: Partial<typeof auditLog.$inferInsert>) =>
    orLogged(async () => ctx.db.update(auditLog).set(values).where(eq(auditLog.id, id)))
  let result: T
  try {
    result = await change.run()
  } catch (error) {
    await complete({ outcome: error instanceof AppError ? error.code : 'internal_error' })
    throw error
  }
  const after = await orLogged(async () => (change.after ? change.after(result) : change.look?.()))
  await complete({ outcome: 'done', after: after ?? null })
  return result
}
