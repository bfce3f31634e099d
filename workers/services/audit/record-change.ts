import { eq } from 'drizzle-orm'
import type { AuditAction } from '../../contract/admin-access.ts'
import { AppError } from '../../contract/errors.ts'
import { auditLog } from '../../db/schema/admins.ts'
import type { Admin } from '../admins/admin.ts'
import { type Ctx, newId } from '../context.ts'

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
 * between, the log says that the change was begun. A refused change stays in the log with its code.
 */
export async function recordChange<T>(ctx: Ctx, admin: Admin, change: Change<T>): Promise<T> {
  const id = newId()
  const before = (await change.look?.()) ?? null
  const { name: who, role, via } = admin
  const { action, target } = change
  await ctx.db.insert(auditLog).values({ id, at: ctx.now(), who, role, via, action, target, before })
  const complete = (values: Partial<typeof auditLog.$inferInsert>) =>
    ctx.db.update(auditLog).set(values).where(eq(auditLog.id, id))
  let result: T
  try {
    result = await change.run()
  } catch (error) {
    await complete({ outcome: error instanceof AppError ? error.code : 'internal_error' })
    throw error
  }
  const after = change.after ? change.after(result) : await change.look?.()
  await complete({ outcome: 'done', after: after ?? null })
  return result
}
