import { and, desc, eq } from 'drizzle-orm'
import type { AuditQuery } from '../../contract/admin-lists.ts'
import type { AuditView } from '../../contract/admin-access.ts'
import type { Page } from '../../contract/envelope.ts'
import { auditLog } from '../../db/schema/admins.ts'
import { type Ctx, isoTime } from '../context.ts'
import { behind, toPage } from '../cursor.ts'

/** What admins changed, newest first; with `target`, of one thing only. */
export async function listAudit(ctx: Ctx, query: AuditQuery): Promise<Page<AuditView>> {
  const before = behind(query.cursor, auditLog.at, auditLog.id)
  const of = query.target === undefined ? undefined : eq(auditLog.target, query.target)
  const rows = await ctx.db
    .select()
    .from(auditLog)
    .where(and(of, before))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(query.limit + 1)
  return toPage(
    rows,
    query.limit,
    ({ at, outcome, ...row }) => ({ ...row, at: isoTime(at), outcome: outcome ?? 'unknown' }),
    ({ at, id }) => ({ at, id }),
  )
}
