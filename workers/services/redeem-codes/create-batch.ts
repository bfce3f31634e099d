import { sql } from 'drizzle-orm'
import type { CreateCodesBody, CreatedCodesView } from '../../contract/admin.ts'
import { type Ctx, newId } from '../context.ts'
import { hashCode, makeCode, visiblePrefix } from './code.ts'

const DAY_MS = 86_400_000

/**
 * Makes a batch of codes and returns them in full, the only time they are seen. One statement, so all or none: the rows
 * travel as one JSON parameter because D1 binds at most 100.
 */
export async function createBatch(ctx: Ctx, body: CreateCodesBody): Promise<CreatedCodesView> {
  const batchId = newId()
  const codes = Array.from({ length: body.count }, () => makeCode(body.prefix))
  const rows = await Promise.all(
    codes.map(async (code) => ({ id: newId(), hash: await hashCode(code), prefix: visiblePrefix(code) })),
  )
  const createdAt = ctx.now()
  const expiresAt = createdAt + body.expiresDays * DAY_MS
  await ctx.db.run(sql`
    INSERT INTO redeem_codes (id, code_hash, visible_prefix, batch_id, credits, created_at, expires_at)
    SELECT value ->> 'id', value ->> 'hash', value ->> 'prefix', ${batchId}, ${body.credits}, ${createdAt}, ${expiresAt}
    FROM json_each(${JSON.stringify(rows)})`)
  return { codes, count: codes.length, batchId }
}
