import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCtx } from '../platform/create-ctx.ts'
import { encodeCursor } from '../services/cursor.ts'
import { FEW } from '../services/beginnings.ts'
import { FEW_LEARNERS } from '../services/jobs/list-all-jobs.ts'
import { nextInLine } from '../services/line/next-in-line.ts'
import { admin, newLearner } from '../test-support/client.ts'
import { recordD1, sentBy } from '../test-support/recorded-d1.ts'
import { adminApp } from './app.ts'

/**
 * How SQLite goes about what the admin's calls really send, over the real migrations. It decides by the indices alone (nothing
 * gathers statistics), so a small database shows what a big one does; `npm run bench:admin` shows how long that takes.
 */
recordD1()

const SOMEBODY = crypto.randomUUID()
/** More learners and codes than a few begin like this. */
const MANY = 'many'

/** Lists by what they are asked for, each with the index that gives its rows, in their order. */
const LISTS: Record<string, Record<string, string>> = {
  '/learners': { '': 'users_by_time', [`q=${MANY}`]: 'users_by_time', [`q=${SOMEBODY}`]: 'sqlite_autoindex_users_1' },
  '/redeem-codes': {
    '': 'redeem_codes_by_time',
    'state=open': 'redeem_codes_unused',
    'state=expired': 'redeem_codes_unused',
    'state=used': 'redeem_codes_used',
    'state=revoked': 'redeem_codes_revoked',
    [`q=${MANY}`]: 'redeem_codes_by_time',
    [`q=${MANY}&state=open`]: 'redeem_codes_unused',
    [`q=${MANY}&state=used`]: 'redeem_codes_used',
    'q=V2ABCDEFGHJKLM': 'redeem_codes_code_hash_unique',
    [`q=${SOMEBODY}`]: 'redeem_codes_by_batch',
  },
  '/jobs': {
    '': 'jobs_by_time',
    'status=failed': 'jobs_by_status_and_time',
    [`q=${MANY}`]: 'jobs_by_time',
    [`q=${MANY}&status=failed`]: 'jobs_by_status_and_time',
    [`q=${SOMEBODY}`]: 'sqlite_autoindex_jobs_1',
  },
  '/audit': { '': 'audit_log_by_time', [`target=${SOMEBODY}`]: 'audit_log_by_target' },
  '/disputes': { '': 'item_edits_disputes', 'open=true': 'item_edits_open_disputes' },
  '/dead-letters': { '': 'dead_letters_by_death' },
  '/learners/:userId/ledger': { '': 'ledger_entries_by_wallet' },
  '/learners/:userId/jobs': { '': 'jobs_by_user' },
}

/** Searches that find a few: those are sorted, after they were found by an index of their own. */
const FOUND: Record<string, Record<string, string[]>> = {
  '/learners': { 'q=nobody': ['users_email_unique', 'sqlite_autoindex_users_1'] },
  '/redeem-codes': {
    'q=N0B0DY': ['redeem_codes_by_prefix', 'sqlite_autoindex_redeem_codes_1'],
    'q=N0B0DY&state=used': ['redeem_codes_by_prefix', 'sqlite_autoindex_redeem_codes_1'],
  },
  '/jobs': {
    'q=nobody': ['users_email_unique', 'jobs_by_user', 'sqlite_autoindex_jobs_1'],
    'q=nobody&status=failed': ['users_email_unique', 'jobs_by_user', 'sqlite_autoindex_jobs_1'],
  },
}

const DETAILS: Record<string, string[]> = {
  '/learners/:userId': ['sqlite_autoindex_users_1', 'wallets_user_id_unique'],
  '/jobs/:jobId': ['sqlite_autoindex_jobs_1', 'job_events_by_job', 'holds_by_job'],
}

/** No list that grows with the house: few rows, a clip, or sums over all there is. */
const NO_LISTS = ['/session', '/admins', '/model-routes', '/disputes/:id/clip', '/numbers', '/ledger/check']

const cursor = encodeCursor({ at: Date.now(), id: crypto.randomUUID() })
const pathOf = (route: string, ...query: string[]): string =>
  `${route.replace(/:\w+/, SOMEBODY)}?${query.filter((part) => part !== '').join('&')}`

/** The lines of the plans of everything that a call of the admin, or something else, sends. */
async function plansOf(act: string | (() => Promise<unknown>)): Promise<string[]> {
  const sent = await sentBy(typeof act === 'string' ? () => admin(act) : act)
  const plans = sent.map(async ({ sql, params }) => {
    const explained = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params)
    return (await explained.all<{ detail: string }>()).results.map(({ detail }) => detail)
  })
  return (await Promise.all(plans)).flat()
}

const isSort = (line: string): boolean => line.includes('TEMP B-TREE')
/** A table or an index that is gone through, if only until the page is full; a subquery gives what it has found. */
const isWalk = (line: string): boolean => line.startsWith('SCAN ') && !line.startsWith('SCAN (subquery')
/** A table read from end to end, or an index made for the one query. */
const isScan = (line: string): boolean => (isWalk(line) && !line.includes(' USING ')) || line.includes('AUTOMATIC')
const indicesIn = (plan: readonly string[]): string[] =>
  plan.flatMap((line) => /USING (?:COVERING )?INDEX (\w+)/.exec(line)?.[1] ?? [])

beforeAll(async () => {
  await newLearner()
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)'
  await env.DB.prepare(
    `INSERT INTO users (id, email, password_hash, created_at)
     ${numbers} SELECT '${MANY}-' || i, '${MANY}' || i || '@example.com', '', i FROM n`,
  )
    .bind(Math.max(FEW, FEW_LEARNERS))
    .run()
  await admin('/redeem-codes', { json: { count: FEW + 1, prefix: MANY } })
})

describe('each list', () => {
  for (const [route, queries] of Object.entries(LISTS)) {
    for (const [query, index] of Object.entries(queries)) {
      it(`${route}?${query} comes in the order of ${index}`, async () => {
        const first = await plansOf(pathOf(route, query))
        const next = await plansOf(pathOf(route, query, `cursor=${cursor}`))
        expect(first.filter((line) => isScan(line) || isSort(line))).toEqual([])
        expect(next.filter((line) => isScan(line) || isSort(line))).toEqual([])
        expect(indicesIn(first)).toContain(index)
        // What lies before a place is passed over, not read.
        expect(next.filter((line) => line.startsWith('SEARCH')).flatMap((line) => indicesIn([line]))).toContain(index)
      })
    }
  }

  for (const [route, queries] of Object.entries(FOUND)) {
    for (const [query, indices] of Object.entries(queries)) {
      it(`${route}?${query} finds a few by ${indices.join(', ')}`, async () => {
        for (const place of ['', `cursor=${cursor}`]) {
          const plan = await plansOf(pathOf(route, query, place))
          expect(plan.filter((line) => isWalk(line) || isScan(line))).toEqual([])
          for (const index of indices) expect(indicesIn(plan)).toContain(index)
        }
      })
    }
  }

  it('of the admin’s routes is among these', () => {
    const routes = adminApp.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
    const known = [...Object.keys(LISTS), ...Object.keys(DETAILS), ...NO_LISTS]
    expect(routes.toSorted()).toEqual(known.toSorted())
  })
})

describe('each detail page', () => {
  for (const [route, indices] of Object.entries(DETAILS)) {
    it(`${route} is found by ${indices.join(', ')}`, async () => {
      const plan = await plansOf(pathOf(route))
      expect(plan.filter((line) => isWalk(line) || isSort(line))).toEqual([])
      for (const index of indices) expect(indicesIn(plan)).toContain(index)
    })
  }
})

describe('the line for a runner, which a learner’s jobs tell their places in,', () => {
  it('is made of what waits and runs, by indices that have all of it', async () => {
    const plan = await plansOf(() => nextInLine(createCtx(env)))
    expect(plan).toContain('SEARCH j USING COVERING INDEX jobs_waiting (status=?)')
    expect(plan).toContain('SEARCH jobs USING COVERING INDEX jobs_by_status (status=?)')
  })
})

describe('the check of the books', () => {
  it('finds the entries of a hold and of a code, and does not go through all entries for each', async () => {
    const plan = await plansOf('/ledger/check')
    const inner = plan.filter((line) => line.startsWith('SEARCH e '))
    expect(inner.flatMap((line) => indicesIn([line]))).toEqual([
      'ledger_entries_by_code',
      'ledger_entries_by_hold',
      'ledger_entries_by_hold',
    ])
  })
})
