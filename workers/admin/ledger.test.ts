import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { CorrectionView, LedgerCheckView } from '../contract/admin.ts'
import type { AdminLedgerEntryView } from '../contract/admin-lists.ts'
import type { LedgerEntryView } from '../contract/wallet.ts'
import { newAdmin, pageCall } from '../test-support/admin-session.ts'
import { admin, call, newLearner } from '../test-support/client.ts'
import { finishedJob, handedOver, newJob, report } from '../test-support/job.ts'
import { ledger, wallet } from '../test-support/money.ts'

const newKey = () => crypto.randomUUID()
const adjust = (userId: string, json: object) =>
  admin<CorrectionView>(`/learners/${userId}/adjust`, { json: { reason: 'a gift', idempotencyKey: newKey(), ...json } })
const refund = (jobId: string, json: object) =>
  admin<CorrectionView>(`/jobs/${jobId}/refund`, { json: { reason: 'bad sound', idempotencyKey: newKey(), ...json } })
const check = async () => (await admin<LedgerCheckView>('/ledger/check')).data

describe('corrections by hand, happy', () => {
  it('gives and takes credits, and tells the learner why', async () => {
    const { token, user } = await newLearner()
    expect(await adjust(user.id, { credits: 50 })).toMatchObject({
      status: 200,
      data: { balanceCredits: 50, availableCredits: 50, ledgerId: expect.any(String) },
    })
    await adjust(user.id, { credits: -20, reason: 'given by mistake' })
    const { data } = await call<{ items: LedgerEntryView[] }>('/wallet/ledger', { token })
    expect(data.items.map(({ entryType, deltaCredits, note }) => [entryType, deltaCredits, note])).toEqual([
      ['adjust', -20, 'given by mistake'],
      ['adjust', 50, 'a gift'],
    ])
  })

  it('keeps which admin it was, for admins only', async () => {
    const { token, user } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const { made, page } = await newAdmin('support')
    const json = { credits: 3, reason: 'a gift', idempotencyKey: newKey() }
    expect(await pageCall(page, `/learners/${user.id}/adjust`, { method: 'POST', json })).toMatchObject({ code: 'ok' })
    const other = { credits: 1, reason: 'bad sound', idempotencyKey: newKey() }
    expect(await pageCall(page, `/jobs/${jobId}/refund`, { method: 'POST', json: other })).toMatchObject({ code: 'ok' })
    // Sent again by somebody else it is the first one's still.
    await adjust(user.id, json)
    const { data } = await admin<{ items: AdminLedgerEntryView[] }>(`/learners/${user.id}/ledger`)
    expect(data.items.map(({ entryType, actor }) => [entryType, actor]).slice(0, 2)).toEqual([
      ['refund', made.name],
      ['adjust', made.name],
    ])
    expect(data.items.slice(2).map(({ actor }) => actor)).toEqual(data.items.slice(2).map(() => null))
    expect(data.items.length).toBeGreaterThan(3)
    const own = await call<{ items: object[] }>('/wallet/ledger', { token })
    expect(JSON.stringify(own.data)).not.toContain(made.name)
    for (const entry of own.data.items) expect(entry).not.toHaveProperty('actor')
  })

  it('refunds a job in parts, up to what was paid for it', async () => {
    const { token } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    expect(await refund(jobId, { credits: 4 })).toMatchObject({ data: { balanceCredits: 8 } })
    expect(await refund(jobId, { credits: 3 })).toMatchObject({ status: 409, code: 'refund_exceeds_payment' })
    expect(await refund(jobId, { credits: 2 })).toMatchObject({ data: { balanceCredits: 10 } })
    const { data } = await call<{ items: LedgerEntryView[] }>('/wallet/ledger', { token })
    expect(data.items[0]).toMatchObject({ entryType: 'refund', deltaCredits: 2, jobId, note: 'bad sound' })
  })

  it('does one thing for one key, also when it is sent eight times at once', async () => {
    const { token, user } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    for (const send of [
      (idempotencyKey: string) => adjust(user.id, { credits: 5, idempotencyKey }),
      (idempotencyKey: string) => refund(jobId, { credits: 1, idempotencyKey }),
    ]) {
      const key = newKey()
      const answers = await Promise.all(Array.from({ length: 8 }, () => send(key)))
      expect(new Set(answers.map(({ status, data }) => JSON.stringify([status, data]))).size).toBe(1)
    }
    expect((await wallet(token)).balanceCredits).toBe(4 + 5 + 1)
  })
})

describe('corrections by hand, errors', () => {
  it('never takes what is held, nor below zero', async () => {
    const { token, user } = await newLearner(10)
    const job = await handedOver(await newJob(token))
    await report(job, { type: 'probed', durationMs: 60_000 })
    expect(await adjust(user.id, { credits: -5 })).toMatchObject({ status: 409, code: 'adjust_exceeds_available' })
    expect(await adjust(user.id, { credits: -4 })).toMatchObject({ data: { balanceCredits: 6, availableCredits: 0 } })
    expect(await wallet(token)).toEqual({ balanceCredits: 6, heldCredits: 6, availableCredits: 0 })
  })

  it('refuses a key that was used for something else', async () => {
    const { user } = await newLearner(10)
    const other = await newLearner()
    const idempotencyKey = newKey()
    await adjust(user.id, { credits: 5, idempotencyKey })
    for (const [userId, change] of [
      [user.id, { credits: 6 }],
      [user.id, { credits: -5 }],
      [user.id, { credits: 5, reason: 'another' }],
      [other.user.id, { credits: 5 }],
    ] as const) {
      expect(await adjust(userId, { ...change, idempotencyKey })).toMatchObject({
        status: 409,
        code: 'idempotency_key_reused',
      })
    }
  })

  it('keeps the keys of adjusts and refunds apart, and those of jobs', async () => {
    const { token, user } = await newLearner(20)
    const first = await finishedJob(token, ['One sentence.'])
    const second = await finishedJob(token, ['Another one.'])
    const idempotencyKey = newKey()
    await adjust(user.id, { credits: 1, idempotencyKey })
    expect(await refund(first.jobId, { credits: 1, idempotencyKey })).toMatchObject({ status: 200 })
    expect(await refund(second.jobId, { credits: 1, idempotencyKey })).toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('knows no strangers', async () => {
    expect(await adjust('nobody', { credits: 5 })).toMatchObject({ status: 404, code: 'learner_not_found' })
    expect(await refund('nothing', { credits: 5 })).toMatchObject({ status: 404, code: 'job_not_found' })
  })

  it.each([
    { credits: 0 },
    { credits: 1.5 },
    { credits: '5' },
    { credits: 1_000_000_001 },
    { credits: 5, reason: '  ' },
    { credits: 5, idempotencyKey: 'short' },
    { credits: 5, reason: 'x'.repeat(501) },
  ])('refuses %j', async (json) => {
    const { token, user } = await newLearner()
    expect(await adjust(user.id, json)).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(await ledger(token)).toEqual([])
  })

  it('refuses a refund below one', async () => {
    expect(await refund('any', { credits: -1 })).toMatchObject({ status: 400, code: 'validation_failed' })
  })
})

describe('corrections by hand, access', () => {
  it('wants the admin token', async () => {
    const { token, user } = await newLearner()
    for (const path of [`/admin/learners/${user.id}/adjust`, '/admin/jobs/x/refund']) {
      const json = { credits: 5, reason: 'a gift', idempotencyKey: newKey() }
      expect(await call(path, { token, json })).toMatchObject({ status: 403, code: 'admin_forbidden' })
    }
    expect(await call('/admin/ledger/check', { token })).toMatchObject({ status: 403, code: 'admin_forbidden' })
    expect(await wallet(token)).toMatchObject({ balanceCredits: 0 })
  })
})

describe('the check of the ledger', () => {
  it('finds the books of all that was done here in order, and the accounts sum to zero', async () => {
    const { user } = await newLearner(10)
    await adjust(user.id, { credits: 7 })
    const { ok, faults, accounts, entries, rules } = await check()
    expect({ ok, faults }).toEqual({ ok: true, faults: [] })
    expect(entries).toBeGreaterThanOrEqual(2)
    expect(rules.length).toBeGreaterThanOrEqual(12)
    expect(Object.values(accounts).reduce((sum, credits) => sum + credits, 0)).toBe(0)
    expect(accounts.available).toBeGreaterThanOrEqual(17)
  })

  /** What no call can do, done behind the triggers' back: each is found by the rule it breaks. */
  it.each<[rule: RegExp, ...statements: string[]]>([
    [/balances of each wallet/, 'UPDATE wallets SET balance_credits = balance_credits + 1 WHERE id = :wallet'],
    [/balances of each wallet/, 'UPDATE wallets SET held_credits = held_credits + 1 WHERE id = :wallet'],
    [
      /goes on from the one before/,
      `UPDATE ledger_entries SET balance_after = balance_after + 1 WHERE wallet_id = :wallet`,
    ],
    [/goes on from the one before/, `DELETE FROM ledger_entries WHERE wallet_id = :wallet AND entry_type = 'hold'`],
    [
      /accounts of its type/,
      `UPDATE ledger_entries SET from_account = 'revenue' WHERE wallet_id = :wallet AND entry_type = 'redeem'`,
    ],
    [/each code was used/, `UPDATE redeem_codes SET credits = credits + 1 WHERE redeemed_by = :wallet`],
    [/each code was used/, `UPDATE redeem_codes SET redeemed_at = NULL WHERE redeemed_by = :wallet`],
    [
      /redeem entry has a code/,
      `UPDATE ledger_entries SET redeem_code_id = 'gone' WHERE wallet_id = :wallet AND entry_type = 'redeem'`,
    ],
    [
      /each hold was taken once/,
      `UPDATE ledger_entries SET amount = amount + 1 WHERE wallet_id = :wallet AND entry_type = 'hold'`,
    ],
    [/one outcome/, `UPDATE holds SET settled_amount = settled_amount - 1 WHERE wallet_id = :wallet`],
    [/one outcome/, `UPDATE holds SET status = 'held' WHERE wallet_id = :wallet`],
    [
      /settle and release entry has a hold/,
      `UPDATE ledger_entries SET hold_id = NULL WHERE wallet_id = :wallet AND entry_type = 'settle'`,
    ],
    [/sum of its open holds/, `UPDATE holds SET status = 'held' WHERE wallet_id = :wallet`],
    [/jobs that have not ended/, `UPDATE holds SET status = 'held' WHERE wallet_id = :wallet`],
    [
      /refunded more/,
      `UPDATE ledger_entries SET entry_type = 'refund' WHERE wallet_id = :wallet AND entry_type = 'settle'`,
    ],
  ])('finds what breaks %s', async (rule, statement) => {
    const { token } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const row = await env.DB.prepare('SELECT wallet_id AS id FROM holds WHERE job_id = ?')
      .bind(jobId)
      .first<{ id: string }>()
    const { results: triggers } = await env.DB.prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    ).all<{ name: string; sql: string }>()
    const tables = ['wallets', 'holds', 'redeem_codes', 'ledger_entries']
    const prepare = (text: string) => env.DB.prepare(text)
    await env.DB.batch(tables.map((table) => prepare(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)))
    await env.DB.batch(triggers.map(({ name }) => prepare(`DROP TRIGGER ${name}`)))
    try {
      await prepare(statement.replaceAll(':wallet', `'${row?.id}'`)).run()
      const { ok, faults } = await check()
      expect(ok).toBe(false)
      expect(faults.map((fault) => fault.rule)).toEqual(expect.arrayContaining([expect.stringMatching(rule)]))
      for (const fault of faults) expect(fault.rows).toHaveLength(fault.count)
    } finally {
      await env.DB.batch([
        prepare('PRAGMA defer_foreign_keys = on'),
        ...tables.toReversed().map((table) => prepare(`DELETE FROM ${table}`)),
        ...tables.map((table) => prepare(`INSERT INTO ${table} SELECT * FROM kept_${table}`)),
        ...tables.map((table) => prepare(`DROP TABLE kept_${table}`)),
        ...triggers.map(({ sql }) => prepare(sql)),
      ])
    }
    expect((await check()).ok).toBe(true)
  })
})
