import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { LedgerEntryView, RedeemView } from '../contract/wallet.ts'
import { call, newCodes, newLearner } from '../test-support/client.ts'
import { finishedJob, handedOver, newJob, report } from '../test-support/job.ts'
import { ledger, wallet } from '../test-support/money.ts'

/** A forged entry: the newest redeem once more. */
const insertCopy = (balanceAfter: string, type: string) => `
  INSERT INTO ledger_entries (id, wallet_id, entry_type, from_account, to_account, amount, balance_after, held_after, idempotency_key, created_at)
  SELECT 'forged', wallet_id, ${type}, from_account, to_account, amount, ${balanceAfter}, held_after, 'forged', 1
  FROM ledger_entries WHERE entry_type = 'redeem' ORDER BY seq DESC LIMIT 1`

const redeem = (token: string, code: string, idempotencyKey: string = crypto.randomUUID()) =>
  call<RedeemView>('/wallet/redeem', { token, json: { code, idempotencyKey } })

describe('the wallet, happy', () => {
  it('starts empty and takes a code, however it was typed', async () => {
    const { token } = await newLearner()
    expect(await wallet(token)).toEqual({ balanceCredits: 0, heldCredits: 0, availableCredits: 0 })
    const [code = ''] = await newCodes({ count: 1, credits: 250 })
    const typed = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `
    expect(await redeem(token, typed)).toMatchObject({ status: 200, data: { balanceCredits: 250 } })
    expect(await ledger(token)).toEqual([['redeem', 250]])
  })

  it('answers the same key again as the first time, without a second credit', async () => {
    const { token } = await newLearner()
    const [code = ''] = await newCodes({ count: 1, credits: 10 })
    const first = await redeem(token, code, 'the same key')
    await redeem(token, (await newCodes({ count: 1, credits: 5 }))[0] ?? '')
    const again = await redeem(token, code, 'the same key')
    expect(again.data).toEqual(first.data)
    expect((await wallet(token)).balanceCredits).toBe(15)
  })

  it('keeps a ledger that adds up, and pages through it', async () => {
    const { token } = await newLearner(50)
    await finishedJob(token, ['One sentence.'])
    await finishedJob(token, ['Another one.'])
    const entries: LedgerEntryView[] = []
    let cursor = ''
    do {
      const { data } = await call<{ items: LedgerEntryView[]; nextCursor: string | null }>(
        `/wallet/ledger?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        { token },
      )
      entries.push(...data.items)
      cursor = data.nextCursor ?? ''
    } while (cursor)
    expect(entries.map((entry) => entry.entryType)).toEqual(['settle', 'hold', 'settle', 'hold', 'redeem'])
    let [balance, held] = [0, 0]
    for (const entry of entries.toReversed()) {
      balance += entry.deltaCredits
      held += entry.heldDeltaCredits
      expect([entry.balanceAfter, entry.heldAfter]).toEqual([balance, held])
    }
    expect(await wallet(token)).toEqual({ balanceCredits: 38, heldCredits: 0, availableCredits: 38 })
  })
})

describe('the wallet, errors', () => {
  it('tells unknown, used and expired codes apart', async () => {
    const { token } = await newLearner()
    const other = await newLearner()
    const [used = '', expired = ''] = await newCodes({ count: 2 })
    await redeem(other.token, used)
    await env.DB.prepare('UPDATE redeem_codes SET expires_at = 1 WHERE redeemed_at IS NULL').run()
    expect(await redeem(token, 'V2NOSUCHCODEX')).toMatchObject({ status: 404, code: 'redeem_code_not_found' })
    expect(await redeem(token, used)).toMatchObject({ status: 409, code: 'redeem_code_unavailable' })
    expect(await redeem(token, expired)).toMatchObject({ status: 409, code: 'redeem_code_expired' })
    expect((await wallet(token)).balanceCredits).toBe(0)
  })

  it('refuses a key that was used for another code', async () => {
    const { token } = await newLearner()
    const [one = '', two = ''] = await newCodes({ count: 2, credits: 10 })
    await redeem(token, one, 'the same key')
    expect(await redeem(token, two, 'the same key')).toMatchObject({ status: 409, code: 'idempotency_key_reused' })
    expect(await redeem(token, two)).toMatchObject({ status: 200, data: { balanceCredits: 20 } })
  })

  it.each([{}, { code: 'V2' }, { code: '', idempotencyKey: '12345678' }, { code: 5, idempotencyKey: '12345678' }])(
    'wants a code and a key: %j',
    async (json) => {
      const { token } = await newLearner()
      expect(await call('/wallet/redeem', { token, json })).toMatchObject({ status: 400, code: 'validation_failed' })
    },
  )
})

describe('the wallet, many at once', () => {
  it('gives a code that two people redeem at once to one of them', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => newLearner()))
    const [code = ''] = await newCodes({ count: 1, credits: 10 })
    const answers = await Promise.all(people.map(({ token }) => redeem(token, code)))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    const wallets = await Promise.all(people.map(({ token }) => wallet(token)))
    expect(wallets.reduce((sum, { balanceCredits }) => sum + balanceCredits, 0)).toBe(10)
  })

  it('credits a double click once', async () => {
    const { token } = await newLearner()
    const [code = ''] = await newCodes({ count: 1, credits: 10 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(token, code, 'one click, or two')))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.data))).size).toBe(1)
    expect((await wallet(token)).balanceCredits).toBe(10)
  })

  it('holds no more than there is when jobs are quoted at once', async () => {
    const { token } = await newLearner(10)
    const ids = await Promise.all(Array.from({ length: 4 }, () => newJob(token)))
    const jobs = await Promise.all(ids.map((id) => handedOver(id)))
    // 6 credits each: only one fits.
    const answers = await Promise.all(jobs.map((job) => report(job, { type: 'probed', durationMs: 60_000 })))
    expect(answers.filter((answer) => answer.data.proceed)).toHaveLength(1)
    expect(await wallet(token)).toEqual({ balanceCredits: 10, heldCredits: 6, availableCredits: 4 })
  })

  it('holds and settles once when the runner repeats itself', async () => {
    const { token } = await newLearner(10)
    const job = await handedOver(await newJob(token))
    const probed = { type: 'probed', durationMs: 60_000 } as const
    await Promise.all([report(job, probed), report(job, probed), report(job, probed)])
    expect(await wallet(token)).toMatchObject({ heldCredits: 6 })
    const completed = { type: 'completed', itemCount: 0 } as const
    const answers = await Promise.all([report(job, completed), report(job, completed)])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect(await ledger(token)).toEqual([
      ['settle', -6],
      ['hold', 0],
      ['redeem', 10],
    ])
  })
})

describe('the ledger', () => {
  it.each([
    ['UPDATE ledger_entries SET amount = 1', /append-only/],
    ['DELETE FROM ledger_entries', /append-only/],
    ['UPDATE wallets SET balance_credits = balance_credits + 1', /follow the ledger/],
    ['UPDATE wallets SET held_credits = 1', /follow the ledger/],
    ["UPDATE holds SET status = 'held' WHERE status = 'settled'", /one outcome/],
    ['UPDATE redeem_codes SET redeemed_at = NULL', /used once/],
    [insertCopy('balance_after + 1', "'redeem'"), /goes on from/],
    [insertCopy('balance_after', "'redeem'"), /goes on from/],
    [insertCopy('balance_after + amount', "'refund'"), /accounts of its type/],
  ])('cannot be bent by anybody: %s', async (statement, reason) => {
    const { token } = await newLearner(10)
    await finishedJob(token, ['One sentence.'])
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(reason)
  })

  it('says what each entry was for', async () => {
    const { token } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const { data } = await call<{ items: LedgerEntryView[] }>('/wallet/ledger', { token })
    const [settle, hold, redeemed] = data.items
    expect(hold).toMatchObject({ jobId, jobTitle: 'my lesson', holdId: expect.any(String), note: null })
    expect(hold?.quote).toEqual({
      seconds: 60,
      asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 },
      mt: null,
      credits: 6,
    })
    expect(settle).toMatchObject({ jobId, holdId: hold?.holdId, quote: null, codePrefix: null })
    expect(redeemed).toMatchObject({
      codePrefix: expect.stringMatching(/^V2[A-Z2-7]{4}$/),
      holdId: null,
      jobTitle: null,
    })
  })

  it('is refused to those who are not signed in', async () => {
    for (const path of ['/wallet', '/wallet/ledger']) {
      expect(await call(path)).toMatchObject({ status: 401, code: 'missing_token' })
    }
  })
})
