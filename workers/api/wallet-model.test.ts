import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { CorrectionView } from '../contract/admin.ts'
import type { RunnerReport } from '../contract/runner.ts'
import type { RedeemView } from '../contract/wallet.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { sweep } from '../services/media/sweep.ts'
import { admin, type Answer, call, newCodes, newLearner } from '../test-support/client.ts'
import { causeTrouble, d1Calls, wrapD1 } from '../test-support/faulty-d1.ts'
import { deliver, report } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { type Code, type Job, type Learner, MoneyModel } from '../test-support/money-model.ts'

/**
 * Twenty people, an admin and a runner do what they can to the wallets, up to 32 of them at once, through the HTTP API of
 * the whole Worker with its real queue and job objects, while calls to D1 fail before or after their effect: whatever was
 * under way, in a request or a job object, stops at that step. What is answered goes into a model; what the API then shows must be what it says.
 * LEDGER_OPERATIONS and LEDGER_SEED repeat or lengthen a run (npm test -- --project workers wallet-model).
 */
const OPERATIONS = Number(env.LEDGER_OPERATIONS)
const SEED = Number(env.LEDGER_SEED) || Date.now() % 2 ** 31
const PEOPLE = 20
const AT_ONCE = 32

type Operation =
  | { do: 'redeem'; who: number; code: number; key: number; times: number }
  | { do: 'adjust'; who: number; credits: number; key: number; times: number }
  | { do: 'refund'; job: number; credits: number; key: number; times: number }
  | { do: 'job'; who: number }
  | { do: 'report'; job: number; lease: 'newest' | 'oldest'; report: RunnerReport; times: number }
  | { do: 'sentence'; job: number; index: number }
  | { do: 'cancel' | 'retry'; job: number; times: number }
  | { do: 'leave'; who: number }
  | { do: 'look'; who: number }

const any = fc.nat({ max: 1_000_000 })
const times = fc.constantFrom(1, 1, 1, 2, 3)
const key = fc.nat({ max: 7 })
const of = <Name extends string>(name: Name) => fc.constant(name)
const lengths = fc.constantFrom(30_000, 60_000, 61_234, 400_000)
const reports = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: of('probed'), durationMs: lengths }) },
  { weight: 3, arbitrary: fc.record({ type: of('completed'), itemCount: fc.constant(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: of('completed'), itemCount: fc.constant(1), decodedMs: fc.constant(12_000) }),
  },
  { weight: 1, arbitrary: fc.record({ type: of('failed'), code: of('asr_failed'), detail: of('') }) },
  { weight: 1, arbitrary: fc.record({ type: of('interrupted') }) },
  { weight: 1, arbitrary: fc.record({ type: of('heartbeat') }) },
)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: of('redeem'), who: any, code: fc.nat({ max: 40 }), key, times }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: of('adjust'), who: any, credits: fc.constantFrom(-30, -3, 4, 9), key, times }),
  },
  { weight: 6, arbitrary: fc.record({ do: of('refund'), job: any, credits: fc.constantFrom(1, 2, 9), key, times }) },
  { weight: 10, arbitrary: fc.record({ do: of('job'), who: any }) },
  {
    weight: 25,
    arbitrary: fc.record({
      do: of('report'),
      job: any,
      lease: fc.constantFrom('newest', 'newest', 'newest', 'oldest'),
      report: reports,
      times,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: of('sentence'), job: any, index: fc.nat({ max: 3 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'retry'), job: any, times }) },
  { weight: 1, arbitrary: fc.record({ do: of('leave'), who: any }) },
  { weight: 10, arbitrary: fc.record({ do: of('look'), who: any }) },
)
const trouble = fc.record({ inCalls: fc.nat({ max: 150 }), what: fc.constantFrom('before', 'after') })
const wave = fc.record({
  operations: fc.array(operation, { minLength: AT_ONCE / 2, maxLength: AT_ONCE, size: 'max' }),
  troubles: fc.array(trouble, { maxLength: 5 }),
})

describe('the wallet, whatever happens', () => {
  it(`stays exact through ${OPERATIONS} operations (LEDGER_SEED=${SEED})`, { timeout: 1_800_000 }, async () => {
    wrapD1()
    const model = new MoneyModel()
    for (let n = 0; n < PEOPLE; n += 1) model.learners.push(await join())
    const started = Date.now()
    await fc.assert(
      fc.asyncProperty(fc.array(wave, { minLength: 8, maxLength: 8, size: 'max' }), async (waves) => {
        if (model.requests >= OPERATIONS) return
        for (const { operations, troubles } of waves) {
          model.codes.push(...(await freshCodes()))
          causeTrouble(troubles)
          const checks = await Promise.all(operations.map((one) => run(model, one)))
          causeTrouble([])
          for (const check of checks) check()
          await model.pickUpJobs()
        }
        await model.prove()
      }),
      { seed: SEED, numRuns: 1000, endOnFailure: true },
    )
    await endAll(model)
    await model.prove()
    console.log(
      `${model.requests} requests in ${Math.round((Date.now() - started) / 1000)} s, ${model.jobs.length} jobs, calls to D1 lost ` +
        `before ${d1Calls.lostBefore} and after ${d1Calls.lostAfter} their effect`,
    )
    expect(model.requests).toBeGreaterThanOrEqual(OPERATIONS)
    expect(Math.min(d1Calls.lostBefore, d1Calls.lostAfter)).toBeGreaterThan(0)
  })
})

async function join(): Promise<Learner> {
  for (;;) {
    const session = await newLearner().catch(() => null)
    if (session?.token) return { ...session, done: new Map() }
  }
}
/** Keys come again and again for a while, and then new ones. */
const keyOf = (model: MoneyModel, of: Operation['do'], key: number): string =>
  `${of} ${Math.floor(model.requests / 300)} ${key}`
const freshCodes = async (): Promise<Code[]> =>
  (await newCodes({ count: 6, credits: 25 })).map((code) => ({ code, credits: 25, usedBy: null }))

/** Sends the operation, and returns what is to be checked once all that ran beside it have answered. */
async function run(model: MoneyModel, operation: Operation): Promise<() => void> {
  const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]
  const nothing = () => {}
  const together = <T>(times: number, send: () => Promise<Answer<T>>) =>
    Promise.all(Array.from({ length: times }, () => model.insist(send)))
  const learner = 'who' in operation ? pick(model.learners, operation.who) : undefined
  const job: Job | undefined = 'job' in operation ? pick(model.jobs.slice(-30), operation.job) : undefined

  switch (operation.do) {
    case 'redeem': {
      const code = pick(model.codes.slice(-40), operation.code)
      if (!learner || !code) return nothing
      const idempotencyKey = keyOf(model, 'redeem', operation.key)
      const json = { code: code.code, idempotencyKey }
      const answers = await together(operation.times, () =>
        call<RedeemView>('/wallet/redeem', { token: learner.token, json }),
      )
      return () => answers.forEach((answer) => checkRedeem(model, learner, code, idempotencyKey, answer))
    }
    case 'adjust': {
      if (!learner) return nothing
      const { credits } = operation
      const json = {
        credits,
        reason: 'why',
        idempotencyKey: `${keyOf(model, 'adjust', operation.key)} ${learner.user.id}`,
      }
      const path = `/learners/${learner.user.id}/adjust`
      const answers = await together(operation.times, () => admin<CorrectionView>(path, { json }))
      return () =>
        answers.forEach((answer) => checkCorrection(model, learner, json.idempotencyKey, path, credits, answer))
    }
    case 'refund': {
      if (!job) return nothing
      const { credits } = operation
      const json = {
        credits,
        reason: 'why',
        idempotencyKey: `${keyOf(model, 'refund', operation.key)} ${job.owner.user.id}`,
      }
      const path = `/jobs/${job.id}/refund`
      const answers = await together(operation.times, () => admin<CorrectionView>(path, { json }))
      return () =>
        answers.forEach((answer) => checkCorrection(model, job.owner, json.idempotencyKey, path, credits, answer))
    }
    case 'job': {
      if (!learner) return nothing
      model.requests += 1
      const json = { sourceUrl: 'https://example.com/lesson.mp3' }
      const answer = await call<{ jobId: string }>('/jobs', { token: learner.token, json }).catch(() => null)
      if (answer?.status === 202)
        model.jobs.push({ id: answer.data.jobId, owner: learner, handed: [], hasEnded: false })
      return () => expect([202, 401, 402, 500, undefined]).toContain(answer?.status)
    }
    case 'report': {
      const handed = operation.lease === 'newest' ? job?.handed.at(-1) : job?.handed[0]
      if (!handed) return nothing
      const answers = await together(operation.times, () => report(handed, operation.report))
      return () => answers.forEach(({ status }) => expect([200, 409]).toContain(status))
    }
    case 'sentence': {
      const handed = job?.handed.at(-1)
      if (!handed) return nothing
      const answer = await model.insist(() => deliver(handed, someItem(operation.index)))
      return () => expect([200, 409]).toContain(answer.status)
    }
    case 'cancel':
    case 'retry': {
      if (!job) return nothing
      const { token } = job.owner
      const answers = await together(operation.times, () =>
        call(`/jobs/${job.id}/${operation.do}`, { method: 'POST', token }),
      )
      return () => answers.forEach(({ status }) => expect([200, 202, 401, 402, 404, 409]).toContain(status))
    }
    case 'leave': {
      if (!learner) return nothing
      const { token } = learner
      const answer = await model.insist(() => call('/me/data', { method: 'DELETE', token }))
      const next = await join()
      return () => {
        // 401: its answer was lost and it was asked again by nobody, or two left with one token.
        expect([200, 401]).toContain(answer.status)
        for (const own of model.jobs) own.hasEnded ||= own.owner === learner
        const place = model.learners.indexOf(learner)
        if (place >= 0) model.learners[place] = next
      }
    }
    case 'look': {
      if (!learner) return nothing
      const answer = await model.insist(() => call('/wallet', { token: learner.token }))
      return () => {
        if (answer.status === 401) return
        const { balanceCredits, heldCredits, availableCredits } = answer.data as Record<string, number>
        expect(heldCredits).toBeGreaterThanOrEqual(0)
        expect(availableCredits).toBeGreaterThanOrEqual(0)
        expect(availableCredits).toBe(Number(balanceCredits) - Number(heldCredits))
      }
    }
  }
}

function checkRedeem(model: MoneyModel, learner: Learner, code: Code, key: string, answer: Answer<RedeemView>): void {
  const user = `${learner.user.id} ${key}`
  if (answer.status === 200) {
    expect([null, user]).toContain(code.usedBy)
    code.usedBy = user
    model.note(learner, key, code.code, answer, code.credits)
  } else if (answer.status !== 401) {
    expect(answer.status).toBe(409)
    expect(['redeem_code_unavailable', 'idempotency_key_reused']).toContain(answer.code)
  }
}

function checkCorrection(
  model: MoneyModel,
  learner: Learner,
  key: string,
  path: string,
  credits: number,
  answer: Answer<CorrectionView>,
): void {
  if (answer.status === 200) return model.note(learner, key, `${path} ${credits}`, answer, credits)
  expect([404, 409]).toContain(answer.status)
}

/** When every job has ended, and the sweep went on with deletions that broke off, nothing is held. */
async function endAll(model: MoneyModel): Promise<void> {
  for (const job of model.jobs.filter(({ hasEnded }) => !hasEnded)) {
    await model.insist(() => call(`/jobs/${job.id}/cancel`, { method: 'POST', token: job.owner.token }))
  }
  // An end that could not be written down is tried again by the object's alarm.
  await vi.waitFor(
    async () => {
      await sweep(createCtx(env))
      const held = await env.DB.prepare('SELECT SUM(held_credits) AS held FROM wallets').first()
      expect(held).toEqual({ held: 0 })
    },
    { timeout: 60_000, interval: 500 },
  )
}
