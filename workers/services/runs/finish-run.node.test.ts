import { beforeEach, describe, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { checkLedger } from '../wallet/check-ledger.ts'
import { finishRun, type Outcome } from './finish-run.ts'
import { holdForRun } from './hold-for-run.ts'
import { shortenRun } from './shorten-run.ts'
import { storeItem } from './store-item.ts'
import { storeTranslations } from './store-translations.ts'

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson')
})

const succeeded: Outcome = { status: 'succeeded', errorCode: null }
const failed: Outcome = { status: 'failed', errorCode: 'asr_failed' }
const cancelled: Outcome = { status: 'cancelled', errorCode: null }
const job = () => world.rows('SELECT * FROM jobs')[0] ?? {}
const hold = () => world.rows('SELECT * FROM holds ORDER BY rowid DESC')[0] ?? {}
const money = () => world.entries({ job: 'lesson' })
const sentence = (index: number, startMs: number, endMs: number, translationZh = '') =>
  storeItem(
    world.ctx,
    world.held('lesson'),
    {
      segmentIndex: index,
      startMs,
      endMs,
      transcriptEn: 'One sentence.',
      wordCount: 2,
      needsReview: false,
      reviewReason: null,
      confidence: null,
      translationZh,
    },
    { key: `clip ${index}`, bytes: 1 },
  )
const quoteOf = (seconds: number, credits: number) => ({
  seconds,
  asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 },
  mt: null,
  credits,
})

describe('the end of a job', () => {
  it('settles a finished one in full', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 4000)
    await world.begin('lesson')
    world.clock.now += 9
    expect(await finishRun(world.ctx, 'lesson', succeeded)).toBe(true)
    expect(money()).toEqual(['hold 6', 'settle 6'])
    expect(hold()).toMatchObject({ status: 'settled', settled_amount: 6, closed_at: world.clock.now })
    expect(job()).toMatchObject({
      status: 'succeeded',
      stage: 'completed',
      progress_percent: 100,
      error_code: null,
      paid_ms: 60_000,
      updated_at: world.clock.now,
      ended_at: world.clock.now,
    })
    expect(world.rows('SELECT complete FROM exercise_sets')).toEqual([{ complete: 1 }])
    const [settle] = world.rows("SELECT * FROM ledger_entries WHERE entry_type = 'settle'")
    expect(settle).toMatchObject({
      hold_id: hold()['id'],
      job_id: 'lesson',
      created_at: world.clock.now,
      idempotency_key: `settle:${String(hold()['id'])}`,
    })
  })

  it('gives back a failed one', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 4000)
    await finishRun(world.ctx, 'lesson', failed)
    expect(money()).toEqual(['hold 6', 'release 6'])
    expect(hold()).toMatchObject({ status: 'released', settled_amount: 0, closed_at: world.clock.now })
    expect(job()).toMatchObject({
      status: 'failed',
      stage: 'ingest',
      progress_percent: 0,
      error_code: 'asr_failed',
      paid_ms: 0,
    })
    const [release] = world.rows("SELECT * FROM ledger_entries WHERE entry_type = 'release'")
    expect(release).toMatchObject({ hold_id: hold()['id'], idempotency_key: `release:${String(hold()['id'])}` })
  })

  it('settles a cancelled one for what is finished', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 4000)
    await sentence(1, 5000, 20_001)
    await finishRun(world.ctx, 'lesson', cancelled)
    expect(money()).toEqual(['hold 6', 'settle 3', 'release 3'])
    expect(job()).toMatchObject({ status: 'cancelled', stage: 'cancelled', progress_percent: 0, paid_ms: 20_001 })
  })

  it('never settles beyond the length, nor what a cancelled one did not finish', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 90_000)
    await finishRun(world.ctx, 'lesson', cancelled)
    expect([money(), job()['paid_ms']]).toEqual([['hold 6', 'settle 6'], 60_000])
    await world.job('ann', 'another')
    await holdForRun(world.ctx, world.held('another'), 60_000)
    await finishRun(world.ctx, 'another', cancelled)
    expect(world.entries({ job: 'another' })).toEqual(['hold 6', 'release 6'])
  })

  it('ends one that was never quoted, and one that waits, at no cost', async () => {
    expect(await finishRun(world.ctx, 'lesson', succeeded)).toBe(true)
    expect([money(), job()['paid_ms']]).toEqual([[], 0])
    await world.job('ann', 'waiting', false)
    expect(await finishRun(world.ctx, 'waiting', cancelled)).toBe(true)
  })

  it('happens once; whoever comes second changes nothing', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    expect(await finishRun(world.ctx, 'lesson', cancelled)).toBe(true)
    const before = [job(), hold()]
    world.clock.now += 1000
    for (const outcome of [succeeded, failed, cancelled]) {
      expect(await finishRun(world.ctx, 'lesson', outcome)).toBe(false)
    }
    expect([job(), hold()]).toEqual(before)
    expect(await finishRun(world.ctx, 'gone', failed)).toBe(false)
  })

  it('charges a retry for the rest only', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 20_000)
    await finishRun(world.ctx, 'lesson', cancelled)
    await retryJob(world.ctx, 'ann', 'lesson')
    await world.begin('lesson')
    expect(world.rows('SELECT complete FROM exercise_sets')).toEqual([{ complete: 0 }])
    expect(await holdForRun(world.ctx, world.held('lesson'), 60_000)).toBeNull()
    expect(JSON.parse(String(job()['quote']))).toEqual(quoteOf(40, 4))
    await finishRun(world.ctx, 'lesson', succeeded)
    expect(money()).toEqual(['hold 6', 'settle 2', 'release 4', 'hold 4', 'settle 4'])
  })

  it('never gives back what an earlier run was paid for', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await sentence(0, 0, 20_000)
    await finishRun(world.ctx, 'lesson', cancelled)
    for (const [outcome, paid] of [
      [cancelled, 20_000],
      [failed, 20_000],
    ] as const) {
      await retryJob(world.ctx, 'ann', 'lesson')
      await world.begin('lesson')
      await holdForRun(world.ctx, world.held('lesson'), 10_000)
      await finishRun(world.ctx, 'lesson', outcome)
      expect(job()['paid_ms']).toBe(paid)
    }
    expect((await checkLedger(world.ctx)).faults).toEqual([])
  })

  it('charges a translation only where one was delivered, and only once', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    const mt = { model: 'qwen-mt', costPerUnit: 1, multiplier: 1, estimatedSentences: 9 }
    world.database.prepare('UPDATE jobs SET quote = ?').run(JSON.stringify({ ...quoteOf(60, 6), mt }))
    // The first came with its Chinese in the subtitles, the last has none.
    for (const [index, translation] of ['字幕', '', '', ''].entries()) {
      await sentence(index, index * 1000, index * 1000 + 1000, translation)
    }
    const translated = { translationZh: '一句', model: 'qwen-mt', engine: 'qwen-mt' }
    await storeTranslations(world.ctx, world.held('lesson'), [
      { segmentIndex: 1, ...translated },
      { segmentIndex: 2, ...translated },
    ])
    await finishRun(world.ctx, 'lesson', cancelled)
    // 4 s of recognition are 0.4 credits, two translations are 2: 2.4, so 3.
    expect(money()).toEqual(['hold 6', 'settle 3', 'release 3'])
    expect(
      world.rows('SELECT mt_billed FROM exercise_items ORDER BY segment_index').map((row) => row['mt_billed']),
    ).toEqual([0, 1, 1, 0])
  })

  it('charges nothing for a failed one, translations neither, and leaves them for the bill of a later run', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    const mt = { model: 'qwen-mt', costPerUnit: 1, multiplier: 1, estimatedSentences: 9 }
    world.database.prepare('UPDATE jobs SET quote = ?').run(JSON.stringify({ ...quoteOf(60, 6), mt }))
    await sentence(0, 0, 1000)
    const translation = { segmentIndex: 0, translationZh: '一句', model: 'qwen-mt', engine: 'qwen-mt' }
    await storeTranslations(world.ctx, world.held('lesson'), [translation])
    await finishRun(world.ctx, 'lesson', failed)
    expect(money()).toEqual(['hold 6', 'release 6'])
    expect(world.rows('SELECT mt_billed FROM exercise_items')).toEqual([{ mt_billed: 0 }])
  })

  it('does not end a later run than the one it was decided for', async () => {
    const { run } = job()
    expect(await finishRun(world.ctx, 'lesson', { ...failed, run: Number(run) - 1 })).toBe(false)
    expect(job()).toMatchObject({ status: 'running' })
    expect(await finishRun(world.ctx, 'lesson', { ...failed, run: Number(run) })).toBe(true)
  })

  it('is for the job as it is in that moment: a sentence that comes in between is paid for', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    let calls = 0
    const ctx = world.ctxFor(async (call) => {
      calls += 1
      if (calls === 3) await sentence(0, 0, 20_000)
      return call()
    })
    expect(await finishRun(ctx, 'lesson', cancelled)).toBe(true)
    expect(calls).toBe(6)
    expect(money()).toEqual(['hold 6', 'settle 2', 'release 4'])
  })

  it('gives up on a job that does not hold still, and has changed nothing', async () => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    let calls = 0
    const ctx = world.ctxFor((call) => {
      calls += 1
      world.database.exec('UPDATE jobs SET duration_ms = duration_ms - 1')
      return Promise.resolve(call())
    })
    await expect(finishRun(ctx, 'lesson', succeeded)).rejects.toThrow('job lesson does not hold still')
    expect(calls).toBe(150)
    expect(money()).toEqual(['hold 6'])
  })
})

describe('a recording that was shorter than it said', () => {
  it.each([
    [40_000, 40_000],
    [58_999, 58_999],
    [59_000, 60_000],
    [70_000, 60_000],
  ])('of 60 s, decoded for %i ms, counts %i ms', async (decodedMs, counted) => {
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await shortenRun(world.ctx, world.held('lesson'), decodedMs)
    expect(job()['duration_ms']).toBe(counted)
  })

  it('is changed only while it runs, and alone', async () => {
    await world.job('ann', 'another')
    await holdForRun(world.ctx, world.held('lesson'), 60_000)
    await holdForRun(world.ctx, world.held('another'), 60_000)
    await shortenRun(world.ctx, world.held('another'), 5000)
    await finishRun(world.ctx, 'lesson', cancelled)
    await shortenRun(world.ctx, world.held('lesson'), 5000)
    expect(world.rows('SELECT duration_ms FROM jobs ORDER BY id')).toEqual([
      { duration_ms: 5000 },
      { duration_ms: 60_000 },
    ])
  })
})
