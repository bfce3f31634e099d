import { beforeEach, describe, expect, it } from 'vitest'
import type { RedeemBody } from '../../contract/wallet.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { hashCode, makeCode, normaliseCode, visiblePrefix } from '../redeem-codes/code.ts'
import { createBatch } from '../redeem-codes/create-batch.ts'
import { redeem as redeemFrom } from './redeem.ts'

let world: LedgerWorld
beforeEach(() => {
  world = new LedgerWorld()
})
const redeem = (ctx: Ctx, userId: string, request: RedeemBody) => redeemFrom(ctx, userId, request, '192.0.2.1')
const body = (code: string, idempotencyKey = crypto.randomUUID()) => ({ code, idempotencyKey })
const failure = (code: string, details: object = {}) => expect.objectContaining({ code, details })

describe('redeeming', () => {
  it('answers with the code as it was sent, the balance, and the entry', async () => {
    await world.learner('ann', 5)
    const code = await world.code(250)
    const typed = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`
    const answer = await redeem(world.ctx, 'ann', body(typed))
    const [entry] = world.rows('SELECT * FROM ledger_entries ORDER BY seq DESC')
    expect(answer).toEqual({ code: typed, balanceCredits: 255, ledgerId: entry?.['id'] })
    expect(entry).toMatchObject({
      wallet_id: 'wallet-ann',
      entry_type: 'redeem',
      amount: 250,
      created_at: world.clock.now,
      note: null,
    })
    expect(
      world.rows('SELECT redeemed_at, redeemed_by, ledger_entry_id FROM redeem_codes WHERE credits = 250'),
    ).toEqual([{ redeemed_at: world.clock.now, redeemed_by: 'wallet-ann', ledger_entry_id: answer.ledgerId }])
  })

  it('is the same for the same key and code, and refuses the key for another code', async () => {
    await world.learner('ann')
    const [one, two] = [await world.code(10), await world.code(20)]
    const first = await redeem(world.ctx, 'ann', body(one, 'the same key'))
    expect(await redeem(world.ctx, 'ann', body(one, 'the same key'))).toEqual(first)
    await expect(redeem(world.ctx, 'ann', body(two, 'the same key'))).rejects.toEqual(failure('idempotency_key_reused'))
    expect(await redeem(world.ctx, 'ann', body(two))).toMatchObject({ balanceCredits: 30 })
  })

  it('keeps the keys of two learners apart', async () => {
    await world.learner('ann')
    await world.learner('bob')
    await redeem(world.ctx, 'ann', body(await world.code(10), 'the same key'))
    expect(await redeem(world.ctx, 'bob', body(await world.code(20), 'the same key'))).toMatchObject({
      balanceCredits: 20,
    })
  })

  it('tells unknown, used, revoked and expired codes apart', async () => {
    await world.learner('ann')
    await world.learner('bob')
    const [used, revoked, expiring] = [await world.code(1), await world.code(2), await world.code(3, 1)]
    await redeem(world.ctx, 'bob', body(used))
    world.database.exec('UPDATE redeem_codes SET revoked_at = 1 WHERE credits = 2')
    await expect(redeem(world.ctx, 'ann', body('V2NOSUCHCODE'))).rejects.toEqual(failure('redeem_code_not_found'))
    await expect(redeem(world.ctx, 'ann', body(used))).rejects.toEqual(failure('redeem_code_unavailable'))
    await expect(redeem(world.ctx, 'ann', body(revoked))).rejects.toEqual(failure('redeem_code_unavailable'))
    world.clock.now += 86_400_000
    await expect(redeem(world.ctx, 'ann', body(expiring))).rejects.toEqual(failure('redeem_code_expired'))
    world.clock.now += 30 * 86_400_000
    await expect(redeem(world.ctx, 'ann', body(used))).rejects.toEqual(failure('redeem_code_unavailable'))
    await expect(redeem(world.ctx, 'ann', body(revoked))).rejects.toEqual(failure('redeem_code_unavailable'))
    expect(world.entries({ learner: 'ann' })).toEqual([])
  })

  it('takes a code to the last millisecond', async () => {
    await world.learner('ann')
    const code = await world.code(3, 1)
    world.clock.now += 86_400_000 - 1
    expect(await redeem(world.ctx, 'ann', body(code))).toMatchObject({ balanceCredits: 3 })
  })

  it('counts tries by learner and by address, and refuses beyond the limit, with the time to wait', async () => {
    await world.learner('ann')
    const code = await world.code(3)
    world.refusedKeys.set('redeem:ann', 17)
    await expect(redeem(world.ctx, 'ann', body(code))).rejects.toEqual(
      failure('rate_limited', { retryAfterSeconds: 17 }),
    )
    world.refusedKeys.clear()
    world.refusedKeys.set('redeem:192.0.2.1', 5)
    await expect(redeem(world.ctx, 'ann', body(code))).rejects.toEqual(
      failure('rate_limited', { retryAfterSeconds: 5 }),
    )
    expect(world.tries).toEqual([
      ['redeem:ann', 20],
      ['redeem:ann', 20],
      ['redeem:192.0.2.1', 200],
    ])
    expect(world.entries({ learner: 'ann' })).toEqual([])
  })

  it('knows no wallet of somebody who is gone', async () => {
    await expect(redeem(world.ctx, 'nobody', body(await world.code(3)))).rejects.toEqual(failure('invalid_token'))
  })
})

describe('codes', () => {
  it('are a prefix and twelve letters of base32, kept as a hash with six characters to see', async () => {
    const code = makeCode('AB')
    expect(code).toMatch(/^AB[A-Z2-7]{12}$/)
    expect(new Set(Array.from({ length: 50 }, () => makeCode('')).join('')).size).toBe(32)
    expect(visiblePrefix('ABCDEFGHIJKLMN')).toBe('ABCDEF')
    expect(normaliseCode(' ａb-c２ d_é')).toBe('ABC2D')
    // The published example of SHA-256 (FIPS 180-2, B.1), of "abc".
    expect(await hashCode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('are all stored, in one batch that expires', async () => {
    const { codes, count, batchId } = await createBatch(world.ctx, {
      count: 3,
      credits: 9,
      expiresDays: 2,
      prefix: 'X',
    })
    expect([new Set(codes).size, count]).toEqual([3, 3])
    const rows = world.rows('SELECT * FROM redeem_codes')
    expect(rows.map((row) => row['code_hash']).toSorted()).toEqual((await Promise.all(codes.map(hashCode))).toSorted())
    expect(rows.map((row) => row['visible_prefix']).toSorted()).toEqual(codes.map(visiblePrefix).toSorted())
    for (const row of rows) {
      expect(row).toMatchObject({
        batch_id: batchId,
        credits: 9,
        created_at: world.clock.now,
        expires_at: world.clock.now + 2 * 86_400_000,
        redeemed_at: null,
      })
    }
  })
})
