import { beforeEach, describe, expect, it } from 'vitest'
import type { RedeemBody } from '../../contract/wallet.ts'
import { readLedgerCheck } from '../../db/ledger-rules.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import { holdForRun } from '../runs/hold-for-run.ts'
import { adjust } from './adjust.ts'
import { checkLedger } from './check-ledger.ts'
import { getWallet } from './get-wallet.ts'
import { listLedger, listLedgerForAdmin } from './list-ledger.ts'
import { redeem as redeemFrom } from './redeem.ts'
import { refund } from './refund.ts'

let world: LedgerWorld
beforeEach(() => {
  world = new LedgerWorld()
})
const redeem = (ctx: Ctx, userId: string, request: RedeemBody) => redeemFrom(ctx, userId, request, '192.0.2.1')
const body = (code: string, idempotencyKey = crypto.randomUUID()) => ({ code, idempotencyKey })
const failure = (code: string, details: object = {}) => expect.objectContaining({ code, details })
const correction = (credits: number, idempotencyKey = crypto.randomUUID(), reason = 'why') => ({
  credits,
  reason,
  idempotencyKey,
})

describe('the wallet as it is shown', () => {
  it('is empty for somebody without one', async () => {
    expect(await getWallet(world.ctx, 'nobody')).toEqual({ balanceCredits: 0, heldCredits: 0, availableCredits: 0 })
  })

  it('tells all, held and free credits, and every entry with what it was for', async () => {
    await world.learner('ann', 20)
    await world.learner('bob', 9)
    await world.job('ann', 'lesson')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    expect(await getWallet(world.ctx, 'ann')).toEqual({ balanceCredits: 20, heldCredits: 6, availableCredits: 14 })
    await finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null })
    await refund(world.ctx, 'lesson', correction(2, 'refund key', 'bad sound'), 'owner')
    await adjust(world.ctx, 'ann', correction(-1, 'adjust key', 'mistake'), 'owner')

    const { items, nextCursor } = await listLedger(world.ctx, 'ann', { limit: 20 })
    expect(nextCursor).toBeNull()
    const [hold] = world.rows('SELECT id FROM holds')
    const job = { jobId: 'lesson', jobTitle: 'lesson' }
    const none = { jobId: null, jobTitle: null, holdId: null, quote: null, codePrefix: null, note: null }
    const ofHold = { ...none, ...job, holdId: hold?.['id'] }
    const shared = { id: expect.any(String), createdAt: '2026-11-24T12:00:00.000Z' }
    expect(items).toEqual([
      {
        ...shared,
        ...none,
        entryType: 'adjust',
        description: 'Correction',
        note: 'mistake',
        deltaCredits: -1,
        heldDeltaCredits: 0,
        balanceAfter: 15,
        heldAfter: 0,
      },
      {
        ...shared,
        ...none,
        ...job,
        entryType: 'refund',
        description: 'Refund',
        note: 'bad sound',
        deltaCredits: 2,
        heldDeltaCredits: 0,
        balanceAfter: 16,
        heldAfter: 0,
      },
      {
        ...shared,
        ...ofHold,
        entryType: 'settle',
        description: 'Paid for a job',
        deltaCredits: -6,
        heldDeltaCredits: -6,
        balanceAfter: 14,
        heldAfter: 0,
      },
      {
        ...shared,
        ...ofHold,
        entryType: 'hold',
        description: 'Held for a job',
        quote: { seconds: 60, asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 }, mt: null, credits: 6 },
        deltaCredits: 0,
        heldDeltaCredits: 6,
        balanceAfter: 20,
        heldAfter: 6,
      },
      {
        ...shared,
        ...none,
        entryType: 'redeem',
        description: 'Redeem code',
        codePrefix: expect.stringMatching(/^V2.{4}$/),
        deltaCredits: 20,
        heldDeltaCredits: 0,
        balanceAfter: 20,
        heldAfter: 0,
      },
    ])
  })

  it('shows a hold that was given back as returned', async () => {
    await world.learner('ann', 20)
    await world.job('ann', 'lesson')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await finishRun(world.ctx, 'lesson', { status: 'failed', errorCode: 'asr_failed' })
    const { items } = await listLedger(world.ctx, 'ann', { limit: 1 })
    expect(items).toMatchObject([
      {
        entryType: 'release',
        description: 'Returned from a hold',
        deltaCredits: 0,
        heldDeltaCredits: -6,
        balanceAfter: 20,
        heldAfter: 0,
      },
    ])
  })

  it('comes in pages, newest first, without a gap or a repeat', async () => {
    await world.learner('ann', 1)
    for (let n = 2; n <= 5; n += 1) await redeem(world.ctx, 'ann', body(await world.code(n)))
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await listLedger(world.ctx, 'ann', { limit: 2, ...(cursor !== undefined && { cursor }) })
      seen.push(...page.items.map(({ deltaCredits }) => deltaCredits))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual([5, 4, 3, 2, 1])
    await expect(listLedger(world.ctx, 'ann', { limit: 2, cursor: 'nonsense' })).rejects.toEqual(
      failure('validation_failed', { fields: { cursor: 'Not a cursor.' } }),
    )
  })
})

describe('corrections', () => {
  it('say to admins who made them, and to the learner only why', async () => {
    await world.learner('ann', 10)
    await adjust(world.ctx, 'ann', correction(5, 'a key', 'a gift'), 'Mei')
    const [entry, first] = (await listLedgerForAdmin(world.ctx, 'ann', { limit: 10 })).items
    const [own] = (await listLedger(world.ctx, 'ann', { limit: 10 })).items
    expect([entry, first]).toMatchObject([{ actor: 'Mei', note: 'a gift', deltaCredits: 5 }, { actor: null }])
    expect(entry).toEqual({ ...own, actor: 'Mei' })
    expect(own).not.toHaveProperty('actor')
  })

  it('give and take down to nothing, and no further', async () => {
    await world.learner('ann')
    const given = await adjust(world.ctx, 'ann', correction(5), 'owner')
    expect(given).toEqual({ ledgerId: expect.any(String), balanceCredits: 5, availableCredits: 5 })
    await expect(adjust(world.ctx, 'ann', correction(-6), 'owner')).rejects.toEqual(failure('adjust_exceeds_available'))
    expect(await adjust(world.ctx, 'ann', correction(-5), 'owner')).toMatchObject({ balanceCredits: 0 })
    expect(
      world.rows(
        `SELECT entry_type, from_account, to_account, amount, note, job_id, created_at FROM ledger_entries ORDER BY seq`,
      ),
    ).toEqual([
      {
        entry_type: 'adjust',
        from_account: 'adjustments',
        to_account: 'available',
        amount: 5,
        note: 'why',
        job_id: null,
        created_at: world.clock.now,
      },
      {
        entry_type: 'adjust',
        from_account: 'available',
        to_account: 'adjustments',
        amount: 5,
        note: 'why',
        job_id: null,
        created_at: world.clock.now,
      },
    ])
  })

  it('leave what is held', async () => {
    await world.learner('ann', 10)
    await world.job('ann', 'lesson')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await expect(adjust(world.ctx, 'ann', correction(-5), 'owner')).rejects.toEqual(failure('adjust_exceeds_available'))
    expect(await adjust(world.ctx, 'ann', correction(-4), 'owner')).toMatchObject({
      balanceCredits: 6,
      availableCredits: 0,
    })
  })

  it('answer a key as before, and refuse it for anything else', async () => {
    await world.learner('ann')
    await world.learner('bob')
    const first = await adjust(world.ctx, 'ann', correction(5, 'the same key'), 'owner')
    await adjust(world.ctx, 'ann', correction(1), 'owner')
    expect(await adjust(world.ctx, 'ann', correction(5, 'the same key'), 'owner')).toEqual(first)
    const reused = failure('idempotency_key_reused')
    await expect(adjust(world.ctx, 'ann', correction(4, 'the same key'), 'owner')).rejects.toEqual(reused)
    await expect(adjust(world.ctx, 'ann', correction(-5, 'the same key'), 'owner')).rejects.toEqual(reused)
    await expect(adjust(world.ctx, 'ann', correction(5, 'the same key', 'else'), 'owner')).rejects.toEqual(reused)
    await expect(adjust(world.ctx, 'bob', correction(5, 'the same key'), 'owner')).rejects.toEqual(reused)
    await expect(adjust(world.ctx, 'nobody', correction(5), 'owner')).rejects.toEqual(failure('learner_not_found'))
  })

  it('refund what was paid for the job, in parts, and not what another job cost', async () => {
    await world.learner('ann', 30)
    for (const id of ['first', 'second']) {
      await world.job('ann', id)
      await holdForRun(world.ctx, world.held(id), 60_000)
    }
    await expect(refund(world.ctx, 'first', correction(1), 'owner')).rejects.toEqual(failure('refund_exceeds_payment'))
    for (const id of ['first', 'second']) await finishRun(world.ctx, id, { status: 'succeeded', errorCode: null })
    const first = await refund(world.ctx, 'first', correction(4, 'the same key'), 'owner')
    expect(first).toEqual({ ledgerId: expect.any(String), balanceCredits: 22, availableCredits: 22 })
    expect(await refund(world.ctx, 'first', correction(4, 'the same key'), 'owner')).toEqual(first)
    await expect(refund(world.ctx, 'second', correction(4, 'the same key'), 'owner')).rejects.toEqual(
      failure('idempotency_key_reused'),
    )
    await expect(refund(world.ctx, 'first', correction(3), 'owner')).rejects.toEqual(failure('refund_exceeds_payment'))
    expect(await refund(world.ctx, 'first', correction(2), 'owner')).toMatchObject({ balanceCredits: 24 })
    await expect(refund(world.ctx, 'gone', correction(2), 'owner')).rejects.toEqual(failure('job_not_found'))
    expect(world.entries({ job: 'first' })).toEqual(['hold 6', 'settle 6', 'refund 4', 'refund 2'])
  })
})

describe('the check of the books', () => {
  it('counts what there is', async () => {
    await world.learner('ann', 20)
    await world.learner('bob', 10)
    await world.job('ann', 'lesson')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await adjust(world.ctx, 'bob', correction(3), 'owner')
    const { rules, ...check } = await checkLedger(world.ctx)
    expect(check).toEqual({
      ok: true,
      checkedAt: '2026-11-24T12:00:00.000Z',
      entries: 4,
      wallets: 2,
      accounts: { available: 27, held: 6, codes_issued: -30, revenue: 0, adjustments: -3 },
      faults: [],
    })
    expect(new Set(rules).size).toBe(12)
  })

  it('names twenty faulty rows and counts the others', async () => {
    for (let n = 0; n < 25; n += 1) await world.learner(`learner-${n}`)
    world.database.exec('DROP TRIGGER wallets_follow_the_ledger; UPDATE wallets SET balance_credits = 1')
    const { ok, faults } = await checkLedger(world.ctx)
    expect(ok).toBe(false)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ rule: 'the balances of each wallet are the sums of its entries', count: 25 })
    expect(faults[0]?.rows).toHaveLength(20)
    expect(Object.keys(faults[0]?.rows[0] ?? {})).toEqual([
      'id',
      'balance_credits',
      'held_credits',
      'balance_due',
      'held_due',
    ])
  })
})

it('a check of the ledger that was not answered in full is no check', () => {
  expect(() => readLedgerCheck([], world.clock.now)).toThrow('the ledger check has 0 answers')
})
