import { beforeEach, describe, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { finishRun, type Outcome } from './finish-run.ts'
import { holdForRun } from './hold-for-run.ts'

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson')
})

const succeeded: Outcome = { status: 'succeeded', errorCode: null }
const cancelled: Outcome = { status: 'cancelled', errorCode: null }
const job = () => world.rows('SELECT * FROM jobs')[0] ?? {}
const hold = () => world.rows('SELECT * FROM holds ORDER BY rowid DESC')[0] ?? {}
const money = () => world.entries({ job: 'lesson' })
const quoteOf = (seconds: number, credits: number) => ({
  seconds,
  asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 },
  mt: null,
  credits,
})

describe('the hold', () => {
  it('is the price of the length, written down with the quote', async () => {
    world.clock.now += 5
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_001)).toBeNull()
    expect(JSON.parse(String(job()['quote']))).toEqual(quoteOf(60.001, 7))
    expect(job()).toMatchObject({ duration_ms: 60_001, updated_at: world.clock.now })
    expect(hold()).toMatchObject({
      wallet_id: 'wallet-ann',
      job_id: 'lesson',
      amount: 7,
      quote: job()['quote'],
      status: 'held',
      created_at: world.clock.now,
      closed_at: null,
    })
    expect(world.rows('SELECT * FROM ledger_entries ORDER BY seq DESC LIMIT 1')).toMatchObject([
      {
        entry_type: 'hold',
        hold_id: hold()['id'],
        job_id: 'lesson',
        idempotency_key: `hold:${String(hold()['id'])}`,
        created_at: world.clock.now,
      },
    ])
  })

  it('is taken once, and the first quote stands', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    world.database.exec('UPDATE model_routes SET cost_per_unit_micros = 900000')
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBeNull()
    expect(await holdForRun(world.ctx, world.held('lesson'), 61_000)).toBeNull()
    expect(money()).toEqual(['hold 6'])
    expect(job()).toMatchObject({ duration_ms: 61_000 })
    expect(JSON.parse(String(job()['quote']))).toEqual(quoteOf(60, 6))
  })

  it('takes the last credit and not one more', async () => {
    expect(await holdForRun(world.ctx, world.held('lesson'), 200_000)).toBeNull()
    await world.job('ann', 'another')
    expect(await holdForRun(world.ctx, world.held('another'), 1)).toBe('insufficient_credits')
    expect(world.entries({ job: 'another' })).toEqual([])
  })

  it('refuses a recording longer than allowed, by a millisecond', async () => {
    world.database.exec('UPDATE model_routes SET cost_per_unit_micros = 1000')
    expect(await holdForRun(world.ctx, world.held('lesson'), 1_200_001)).toBe('media_too_long')
    expect(await holdForRun(world.ctx, world.held('lesson'), 1_200_000)).toBeNull()
  })

  it('is not needed where nothing costs anything', async () => {
    world.database.exec('UPDATE model_routes SET cost_per_unit_micros = 0')
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBeNull()
    expect(money()).toEqual([])
    expect(await finishRun(world.ctx, 'lesson', succeeded)).toBe(true)
    expect(money()).toEqual([])
  })

  it('passes over a translation that no provider is there for', async () => {
    world.database.exec("UPDATE jobs SET mt_model = 'qwen-mt'")
    await world.begin('lesson')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    expect(JSON.parse(String(job()['quote']))).toEqual(quoteOf(60, 6))
  })

  it('is not taken for a job that ended or is gone', async () => {
    await finishRun(world.ctx, 'lesson', cancelled)
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBe('insufficient_credits')
    expect([money(), job()['quote']]).toEqual([[], null])
    expect(await holdForRun(world.ctx, world.held('gone'), 60_000)).toBe('internal_error')
  })

  it('is not taken for a job that nothing can recognise any more, which is why it fails', async () => {
    // There is no key for it.
    world.database.exec("UPDATE model_routes SET fallbacks = '[]'; UPDATE jobs SET asr_model = 'paraformer-v2'")
    await world.begin('lesson')
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBe('asr_failed')
    expect([money(), job()['quote']]).toEqual([[], null])
  })

  it('is nothing for clips that are cut anew, also when the route of their sentences is gone', async () => {
    world.database.exec("UPDATE jobs SET restores_set_id = 'a set', asr_model = 'gone'")
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBeNull()
    expect([money(), job()['quote']]).toEqual([[], expect.stringContaining('"credits":0')])
  })
})
