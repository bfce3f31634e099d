import { and, desc, eq, like, not, type SQL, sql } from 'drizzle-orm'
import type { LearnersQuery, LearnerView } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { users } from '../../db/schema/users.ts'
import { wallets } from '../../db/schema/wallet.ts'
import { searchBeginning } from '../beginnings.ts'
import { type Ctx, isId, isoTime } from '../context.ts'
import { behind, toPage } from '../cursor.ts'

const columns = {
  user: users,
  balance: wallets.balanceCredits,
  held: wallets.heldCredits,
  jobs: sql<number>`(SELECT count(*) FROM ${jobs} WHERE ${jobs.userId} = ${users.id})`,
}

/** Learners, newest first; `q` is the beginning of an address, or an id. Who is being erased is not among them. */
export async function listLearners(ctx: Ctx, query: LearnersQuery): Promise<Page<LearnerView>> {
  const before = behind(query.cursor, users.createdAt, users.id)
  const rows = await ctx.db
    .select(columns)
    .from(users)
    .innerJoin(wallets, eq(wallets.userId, users.id))
    .where(and(await search(ctx, query.q), not(like(users.email, 'deleted:%')), before))
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewLearner, ({ user }) => ({ at: user.createdAt, id: user.id }))
}

async function search(ctx: Ctx, q: string | undefined): Promise<SQL | undefined> {
  const text = q?.toLowerCase()
  if (!text) return undefined
  return isId(text) ? eq(users.id, text) : searchBeginning(ctx, users.id, users.email, text)
}

/** Null when there is none. */
export async function findLearner(ctx: Ctx, userId: string): Promise<LearnerView | null> {
  const [row] = await ctx.db
    .select(columns)
    .from(users)
    .innerJoin(wallets, eq(wallets.userId, users.id))
    .where(and(eq(users.id, userId), not(like(users.email, 'deleted:%'))))
  return row ? viewLearner(row) : null
}

type Row = { user: typeof users.$inferSelect; balance: number; held: number; jobs: number }

const viewLearner = ({ user, balance, held, jobs }: Row): LearnerView => ({
  userId: user.id,
  email: user.email,
  createdAt: isoTime(user.createdAt),
  disabledAt: user.disabledAt === null ? null : isoTime(user.disabledAt),
  balanceCredits: balance,
  heldCredits: held,
  jobs,
})
