import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { priceCredits } from '../../domain/pricing/price.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { someItem } from '../../test-support/some-item.ts'
import type { Ctx } from '../context.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { finishRun } from '../runs/finish-run.ts'
import { holdForRun } from '../runs/hold-for-run.ts'
import { shortenRun } from '../runs/shorten-run.ts'
import { storeItem } from '../runs/store-item.ts'
import { adjust } from './adjust.ts'
import { checkLedger } from './check-ledger.ts'
import { redeem } from './redeem.ts'
import { refund } from './refund.ts'

/**
 * The verbs that move credits, several at once over one database. Before each of their calls to it a scheduler decides
 * who goes on, and each process may be killed once, before a call or after it (its effect is there, its answer is lost);
 * then it is run again, as a retrying client, queue or alarm does. The seed is printed; LEDGER_SEED repeats a run.
 */
const RUNS = Number(process.env['LEDGER_INTERLEAVINGS'] ?? 2000)
const SEED = Number(process.env['LEDGER_SEED'] ?? Date.now() % 2 ** 31)

class Killed extends Error {}

const LEARNERS = ['ann', 'bob'] as const
const JOBS = { first: 'ann', second: 'ann', third: 'bob' } as const
type JobId = keyof typeof JOBS
const JOB_IDS = Object.keys(JOBS) as JobId[]
const ASR = { costPerUnitMicros: 100_000, multiplierMicros: 1_000_000 }

type Intent =
  | { verb: 'redeem'; learner: string; code: number; key: string }
  | { verb: 'adjust'; learner: string; credits: number; key: string }
  | { verb: 'refund'; job: JobId; credits: number; key: string }
  | { verb: 'probed'; job: JobId; durationMs: number }
  | { verb: 'sentence'; job: JobId; index: number }
  | { verb: 'shorten'; job: JobId; decodedMs: number }
  | { verb: 'finish'; job: JobId; status: 'succeeded' | 'failed' | 'cancelled' }
  | { verb: 'retry'; job: JobId }

const key = fc.constantFrom('one key', 'other key')
const job = fc.constantFrom(...JOB_IDS)
const learner = fc.constantFrom(...LEARNERS)
const intent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('redeem'), learner, code: fc.nat({ max: 1 }), key }) },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('adjust'), learner, credits: fc.constantFrom(-9, 3, 4), key }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('refund'), job, credits: fc.constantFrom(2, 5), key }) },
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant('probed'), job, durationMs: fc.constantFrom(60_000, 100_000) }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('sentence'), job, index: fc.nat({ max: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('shorten'), job, decodedMs: fc.constantFrom(25_000, 59_900) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant('finish'),
      job,
      status: fc.constantFrom('succeeded', 'failed', 'cancelled'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('retry'), job }) },
)
/** `times` at once; `kill`: the first of them dies at this of its calls. */
const act = fc.record({
  intent,
  times: fc.constantFrom(1, 1, 2),
  kill: fc.option(fc.record({ call: fc.nat({ max: 5 }), side: fc.constantFrom('before', 'after') })),
})
type Act = { intent: Intent; times: number; kill: { call: number; side: 'before' | 'after' } | null }

const clip = { key: 'clip', bytes: 1 }
const item = (index: number) => ({ ...someItem(index), startMs: index * 20_000, endMs: index * 20_000 + 19_000 })

async function perform(world: LedgerWorld, ctx: Ctx, intent: Intent, codes: string[]): Promise<unknown> {
  switch (intent.verb) {
    case 'redeem':
      return redeem(ctx, intent.learner, { code: codes[intent.code] ?? '', idempotencyKey: intent.key }, '192.0.2.1')
    case 'adjust':
      return adjust(
        ctx,
        intent.learner,
        { credits: intent.credits, reason: 'why', idempotencyKey: intent.key },
        'owner',
      )
    case 'refund':
      return refund(ctx, intent.job, { credits: intent.credits, reason: 'why', idempotencyKey: intent.key }, 'owner')
    case 'probed':
      return holdForRun(ctx, world.held(intent.job), intent.durationMs)
    case 'sentence':
      return storeItem(ctx, world.held(intent.job), item(intent.index), clip)
    case 'shorten':
      return shortenRun(ctx, world.held(intent.job), intent.decodedMs)
    case 'finish': {
      const errorCode = intent.status === 'failed' ? 'asr_failed' : null
      return finishRun(ctx, intent.job, { status: intent.status, errorCode })
    }
    case 'retry': {
      await retryJob(ctx, JOBS[intent.job], intent.job)
      return world.begin(intent.job, ctx)
    }
  }
}

type Answered = { intent: Intent; answer: string; died: boolean }
/** Waits until the process may make its next call. */
type Turn = (call: string) => Promise<unknown>

/** One process: the verb, killed at most once, and run again until it has an answer. */
async function live(world: LedgerWorld, turn: Turn, { intent, kill }: Omit<Act, 'times'>, codes: string[]) {
  let died = false
  for (let life = 0; ; life += 1) {
    let calls = -1
    const ctx = world.ctxFor(async (call) => {
      calls += 1
      const dies = life === 0 && kill?.call === calls ? kill.side : null
      died ||= dies !== null
      await turn(`${intent.verb} ${calls}`)
      if (dies === 'before') throw new Killed()
      const result = call()
      if (dies === 'after') throw new Killed()
      return result
    })
    try {
      return { intent, died, answer: JSON.stringify(await perform(world, ctx, intent, codes)) ?? 'done' }
    } catch (error) {
      if (error instanceof AppError) return { intent, died, answer: error.code }
      // drizzle wraps what the database throws.
      if (!(error instanceof Killed) && !(error instanceof Error && error.cause instanceof Killed)) throw error
    }
  }
}

async function newWorld(): Promise<{ world: LedgerWorld; codes: string[] }> {
  const world = new LedgerWorld()
  for (const id of LEARNERS) await world.learner(id, 15)
  for (const [jobId, owner] of Object.entries(JOBS)) await world.job(owner, jobId)
  return { world, codes: [await world.code(10), await world.code(7)] }
}

it(
  `moves credits exactly under ${RUNS} interleavings, with deaths and repeats (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 2, maxLength: 6 }), async (s, acts) => {
        const { world, codes } = await newWorld()
        const turn: Turn = (call) => s.schedule(Promise.resolve(), call)
        const lives = acts.flatMap((one) =>
          Array.from({ length: one.times }, (_, nth) =>
            live(world, turn, nth === 0 ? one : { ...one, kill: null }, codes),
          ),
        )
        const answers = await s.waitFor(Promise.all(lives))
        await expectWholeBooks(world, answers)
        world.database.close()
        runs += 1
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(runs).toBe(RUNS)
  },
)

const probed: Intent = { verb: 'probed', job: 'first', durationMs: 60_000 }
const sentence: Intent = { verb: 'sentence', job: 'first', index: 0 }
const finish = (status: 'succeeded' | 'failed' | 'cancelled'): Intent => ({ verb: 'finish', job: 'first', status })

/** What is done, after what. */
it.each<[what: Intent, ...after: Intent[]]>([
  [{ verb: 'redeem', learner: 'ann', code: 0, key: 'one key' }],
  [{ verb: 'adjust', learner: 'ann', credits: -9, key: 'one key' }],
  [{ verb: 'refund', job: 'first', credits: 5, key: 'one key' }, probed, finish('succeeded')],
  [probed],
  [sentence, probed],
  [{ verb: 'shorten', job: 'first', decodedMs: 25_000 }, probed],
  [finish('succeeded'), probed, sentence],
  [finish('failed'), probed, sentence],
  [finish('cancelled'), probed, sentence],
  [{ verb: 'retry', job: 'first' }, probed, sentence, finish('cancelled')],
])(
  'has one effect when it dies at any of its calls, before or after, and is run again: %j',
  async (intent, ...after) => {
    const turn = () => Promise.resolve()
    let deaths = 0
    for (let call = 0; deaths === 2 * call; call += 1) {
      for (const side of ['before', 'after'] as const) {
        const { world, codes } = await newWorld()
        const answers: Answered[] = []
        for (const earlier of after) answers.push(await live(world, turn, { intent: earlier, kill: null }, codes))
        const last = await live(world, turn, { intent, kill: { call, side } }, codes)
        await expectWholeBooks(world, [...answers, last])
        if (last.died) deaths += 1
        world.database.close()
      }
    }
    // It makes a call at least, and the last round found none left to die at.
    expect(deaths).toBeGreaterThanOrEqual(2)
    expect(deaths % 2).toBe(0)
  },
)

async function expectWholeBooks(world: LedgerWorld, answers: Answered[]): Promise<void> {
  expect((await checkLedger(world.ctx)).faults).toEqual([])
  expectOneEffectPerKey(world, answers)

  // Who was told yes got it: a job that may go on has, or had, a hold of its quote.
  for (const { intent, answer } of answers) {
    if (intent.verb === 'probed' && answer === 'null') {
      expect(world.entries({ job: intent.job }).some((entry) => entry.startsWith('hold'))).toBe(true)
    }
  }
  // A job that ran once and ended cost what its row says was delivered, no more and no less.
  const retried = new Set(answers.map(({ intent }) => (intent.verb === 'retry' ? intent.job : null)))
  for (const row of await world.ctx.db.select().from(jobs)) {
    const [hold] = world.rows('SELECT amount, status, settled_amount FROM holds WHERE job_id = ?', row.id)
    if (hold) expect(hold['amount']).toBe(retried.has(row.id as JobId) ? hold['amount'] : row.quote?.credits)
    if (retried.has(row.id as JobId) || row.endedAt === null || !hold) continue
    const [delivered] = world.rows(
      `SELECT COALESCE(MAX(i.end_ms), 0) AS ms FROM exercise_items i JOIN exercise_sets s ON s.id = i.set_id WHERE s.job_id = ?`,
      row.id,
    )
    const due = {
      failed: 0,
      cancelled: Math.min(Number(delivered?.['ms']), row.durationMs ?? 0),
      succeeded: row.durationMs ?? 0,
    }[row.status as 'failed' | 'cancelled' | 'succeeded']
    expect(row.paidMs).toBe(due)
    const cost = Math.min(priceCredits(due, ASR, 0, null), Number(hold['amount']))
    expect(hold).toMatchObject({ settled_amount: cost, status: cost > 0 ? 'settled' : 'released' })
  }
}

/** A key answers one thing to all who send the same with it, refuses all else, and stands at most once in the ledger. */
function expectOneEffectPerKey(world: LedgerWorld, answers: Answered[]): void {
  const done = answers.filter(({ answer }) => answer.startsWith('{"ledgerId"') || answer.startsWith('{"code"'))
  const byKey = Map.groupBy(done, ({ intent }) => {
    if (intent.verb === 'redeem') return `redeem:${intent.learner}:${intent.key}`
    return 'key' in intent ? `${intent.verb}:${intent.key}` : ''
  })
  for (const same of byKey.values()) {
    expect(new Set(same.map(({ intent }) => JSON.stringify(intent))).size).toBe(1)
    expect(new Set(same.map(({ answer }) => answer)).size).toBe(1)
  }
  // What nobody was answered did not happen: all were asked until they had an answer. (Each learner began with a redeem.)
  const [made] = world.rows(
    "SELECT COUNT(*) AS n FROM ledger_entries WHERE entry_type IN ('redeem', 'adjust', 'refund')",
  )
  expect(made).toEqual({ n: LEARNERS.length + byKey.size })
}
