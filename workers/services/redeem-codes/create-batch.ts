import { sql } from 'drizzle-orm'
import type { CreateCodesBody, CreatedCodesView } from '../../contract/admin.ts'
import { redeemBatches } from '../../db/schema/wallet.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { hashCode, makeCode, visiblePrefix } from './code.ts'

const DAY_MS = 86_400_000

/**
 * Makes a batch of codes and returns them in full, the only time they are seen. One transaction, so all or none: the rows
 * travel as one JSON parameter because D1 binds at most 100.
 */
export async function createBatch(ctx: Ctx, body: CreateCodesBody): Promise<CreatedCodesView> {
  const batchId = newId()
  const { count, credits, prefix, note = '' } = body
  const codes = Array.from({ length: count }, () => makeCode(prefix))
  const rows = await Promise.all(
    codes.map(async (code) => ({ id: newId(), hash: await hashCode(code), prefix: visiblePrefix(code) })),
  )
  const createdAt = ctx.now()
  const expiresAt = createdAt + body.expiresDays * DAY_MS
  await transact(ctx.db, [
    ctx.db.insert(redeemBatches).values({ id: batchId, prefix, count, credits, note, createdAt, expiresAt }),
    sql`
      INSERT INTO redeem_codes (id, code_hash, visible_prefix, batch_id, credits, created_at, expires_at)
      SELECT value ->> 'id', value ->> 'hash', value ->> 'prefix', ${batchId}, ${credits}, ${createdAt}, ${expiresAt}
      FROM json_each(${JSON.stringify(rows)})`,
  ])
  return { codes, count, batchId }
}
