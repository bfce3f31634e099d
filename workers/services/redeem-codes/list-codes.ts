import { and, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { CodesQuery, CodeView } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import { users } from '../../db/schema/users.ts'
import { redeemBatches, redeemCodes, wallets } from '../../db/schema/wallet.ts'
import { type Ctx, isoTime } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'
import { hashCode, normaliseCode } from './code.ts'

/** More than any text of letters and digits that begins alike. */
const LAST = '\u{10ffff}'
const LONGEST_PREFIX = 6
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/**
 * Codes, newest first. `q` is a whole code, the beginning of one, or the id of a batch; each is found by its own index.
 * Times of the row beside it say what became of a code.
 */
export async function listCodes(ctx: Ctx, query: CodesQuery): Promise<Page<CodeView>> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const before = place ? sql`(${redeemCodes.createdAt}, ${redeemCodes.id}) < (${place.at}, ${place.id})` : undefined
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
    .where(and(await search(query.q), isOf(query.state, ctx.now()), before))
    .orderBy(desc(redeemCodes.createdAt), desc(redeemCodes.id))
    .limit(query.limit + 1)
  return toPage(
    rows,
    query.limit,
    (row) => viewCode(row, ctx.now()),
    ({ code }) => ({ at: code.createdAt, id: code.id }),
  )
}

async function search(q: string | undefined): Promise<SQL | undefined> {
  if (!q) return undefined
  if (UUID.test(q.toLowerCase())) return eq(redeemCodes.batchId, q.toLowerCase())
  const text = normaliseCode(q)
  // What is no longer than a batch's own prefix may fit every code there is: then the newest are looked through, and the
  // plus keeps SQLite from sorting all that fit.
  if (text.length <= LONGEST_PREFIX) {
    return sql`+${redeemCodes.visiblePrefix} >= ${text} AND +${redeemCodes.visiblePrefix} < ${text + LAST}`
  }
  return or(
    eq(redeemCodes.codeHash, await hashCode(text)),
    and(gte(redeemCodes.visiblePrefix, text), lt(redeemCodes.visiblePrefix, text + LAST)),
  )
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
    state: redeemedAt !== null ? 'used' : revokedAt !== null ? 'revoked' : code.expiresAt <= now ? 'expired' : 'open',
    createdAt: isoTime(code.createdAt),
    expiresAt: isoTime(code.expiresAt),
    redeemedAt: redeemedAt === null ? null : isoTime(redeemedAt),
    redeemedBy: redeemedAt === null ? null : { userId, email },
    revokedAt: revokedAt === null ? null : isoTime(revokedAt),
  }
}
