import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AdminJobView, CodeView, LearnerView } from '../contract/admin-lists.ts'
import type { Page } from '../contract/envelope.ts'
import { FEW } from '../services/beginnings.ts'
import { FEW_LEARNERS } from '../services/jobs/list-all-jobs.ts'
import { admin } from '../test-support/client.ts'

/** Searches go another way when they find much; either way they find all of it, newest first, each once. */
const LEARNERS = FEW_LEARNERS + 50
const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)'

/** All rows of a list, page after page. */
async function walk<T>(path: string, limit: number): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { data }: { data: Page<T> } = await admin<Page<T>>(`${path}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
    rows.push(...data.items)
    cursor = data.nextCursor
  }
  return rows
}

const run = (sql: string, ...params: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...params)
    .run()

/** Learners `crowd-<n>`, some made at the same moment; every tenth has jobs, many or few, in turn. */
beforeAll(async () => {
  await run(
    `INSERT INTO users (id, email, password_hash, created_at)
     ${NUMBERS} SELECT 'crowd-' || i, 'crowd-' || i || '@example.com', '', i / 3 FROM n`,
    LEARNERS - 1,
  )
  await run(`INSERT INTO wallets (id, user_id, created_at) SELECT 'wallet-' || id, id, 0 FROM users`)
  await run(
    `INSERT INTO jobs (id, user_id, title, status, asr_model, created_at, updated_at)
     ${NUMBERS} SELECT 'job-' || i, 'crowd-' || (i * i % 199 * 10), '', CASE i % 3 WHEN 0 THEN 'failed' ELSE 'succeeded' END, 'm', i / 2, 0
     FROM n`,
    599,
  )
})

async function idsOf(sql: string, ...params: unknown[]): Promise<unknown[]> {
  const { results } = await env.DB.prepare(sql)
    .bind(...params)
    .all<{ id: unknown }>()
  return results.map(({ id }) => id)
}

describe('a search', () => {
  for (const beginning of ['crowd-17', 'crowd-']) {
    it(`for learners ${beginning}… finds them all, newest first`, async () => {
      const found = await walk<LearnerView>(`/learners?q=${beginning}`, 100)
      const sql = 'SELECT id FROM users WHERE email LIKE ? ORDER BY created_at DESC, id DESC'
      const expected = await idsOf(sql, `${beginning}%`)
      expect(found.map(({ userId }) => userId)).toEqual(expected)
    })

    for (const status of ['all', 'failed']) {
      it(`for jobs of ${beginning}…, ${status}, finds them all, newest first`, async () => {
        const found = await walk<AdminJobView>(`/jobs?q=${beginning}&status=${status}`, 7)
        const expected = await idsOf(
          `SELECT j.id FROM jobs j JOIN users u ON u.id = j.user_id WHERE u.email LIKE ? AND ? IN ('all', j.status)
           ORDER BY j.created_at DESC, j.id DESC`,
          `${beginning}%`,
          status,
        )
        expect(expected.length).toBeGreaterThan(7)
        expect(found.map(({ jobId }) => jobId)).toEqual(expected)
      })
    }
  }

  it('for codes finds them all, few or many, in every state', async () => {
    await admin('/redeem-codes', { json: { count: FEW + 20, prefix: 'MANY' } })
    await admin('/redeem-codes', { json: { count: 3, prefix: 'SOME' } })
    await run(`UPDATE redeem_codes SET revoked_at = 1 WHERE rowid % 2`)
    for (const prefix of ['MANY', 'SOME']) {
      for (const [state, condition] of [
        ['all', '1'],
        ['open', 'revoked_at IS NULL'],
        ['revoked', 'revoked_at IS NOT NULL'],
      ]) {
        const found = await walk<CodeView>(`/redeem-codes?q=${prefix}&state=${state}`, 30)
        const expected = await idsOf(
          `SELECT id FROM redeem_codes WHERE visible_prefix LIKE ? AND ${condition} ORDER BY created_at DESC, id DESC`,
          `${prefix}%`,
        )
        expect(expected.length).toBeGreaterThan(0)
        expect(found.map(({ id }) => id)).toEqual(expected)
      }
    }
  })
})
