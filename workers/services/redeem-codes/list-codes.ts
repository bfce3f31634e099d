import { and, desc, eq, gt, isNotNull, isNull, lte, type SQL } from 'drizzle-orm'
import type { CodesQuery, CodeView } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import { users } from '../../db/schema/users.ts'
import { redeemBatches, redeemCodes, wallets } from '../../db/schema/wallet.ts'
import { searchBeginning } from '../beginnings.ts'
import { type Ctx, isId, isoTime } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { codeState } from './code-state.ts'
import { hashCode, normaliseCode, RANDOM_LENGTH } from './code.ts'

/**
 * Codes, newest first. `q` is a whole code, the beginning of one, or the id of a batch; each is found by its own index.
 * Times of the row beside it say what became of a code.
 */
export async function listCodes(ctx: Ctx, query: CodesQuery): Promise<Page<CodeView>> {
  const before = behind(query.cursor, redeemCodes.createdAt, redeemCodes.id)
  const rows = await ctx.db
    .select({
      code: redeemCodes,
      note: redeemBatches.note,
      userId: users.id,
      email: users.email,
    })
    .from(redeemCodes)
    .leftJoin(redeemBatches, eq(redeemBatches.id, redeemCodes.batchId))
    .leftJoin(wallets, eq(wallets.id, redeemCodes.redeemedBy))
    .leftJoin(users, eq(users.id, wallets.userId))
    .where(and(await search(ctx, query.q), isOf(query.state, ctx.now()), before))
    .orderBy(desc(redeemCodes.createdAt), desc(redeemCodes.id))
    .limit(query.limit + 1)
  return toPage(
    rows,
    query.limit,
    (row) => viewCode(row, ctx.now()),
    ({ code }) => ({ at: code.createdAt, id: code.id }),
  )
}

async function search(ctx: Ctx, q: string | undefined): Promise<SQL | undefined> {
  if (!q) return undefined
  if (isId(q.toLowerCase())) return eq(redeemCodes.batchId, q.toLowerCase())
  const text = normaliseCode(q)
  // A whole code has as many characters at least, and what is kept of one in clear has fewer.
  if (text.length >= RANDOM_LENGTH) return eq(redeemCodes.codeHash, await hashCode(text))
  return searchBeginning(ctx, redeemCodes.id, redeemCodes.visiblePrefix, text)
}

function isOf(state: CodesQuery['state'], now: number): SQL | undefined {
  const { redeemedAt, revokedAt, expiresAt } = redeemCodes
  switch (state) {
    case 'all':
      return undefined
    case 'used':
      return isNotNull(redeemedAt)
    case 'revoked':
      return isNotNull(revokedAt)
    case 'expired':
      return and(isNull(redeemedAt), isNull(revokedAt), lte(expiresAt, now))
    case 'open':
      return and(isNull(redeemedAt), isNull(revokedAt), gt(expiresAt, now))
  }
}

type Row = { code: typeof redeemCodes.$inferSelect; note: string | null; userId: string | null; email: string | null }

function viewCode({ code, note, userId, email }: Row, now: number): CodeView {
  const { redeemedAt, revokedAt } = code
  return {
    id: code.id,
    visiblePrefix: code.visiblePrefix,
    batchId: code.batchId,
    note: note ?? '',
    credits: code.credits,
    state: codeState(code, now),
    createdAt: isoTime(code.createdAt),
    expiresAt: isoTime(code.expiresAt),
    redeemedAt: redeemedAt === null ? null : isoTime(redeemedAt),
    redeemedBy: redeemedAt === null ? null : { userId, email },
    revokedAt: revokedAt === null ? null : isoTime(revokedAt),
  }
}
