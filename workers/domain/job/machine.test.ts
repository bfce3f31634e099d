import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialJobState, type JobInput, type JobState, MAX_FAILURES, nextJobState } from './machine.ts'

const NOW = 1_000_000
const LEASE_MS = 30_000
const run = (state: JobState, input: JobInput, now = NOW) =>
  nextJobState(state, input, { now, jitter: 0.5, leaseMs: LEASE_MS })

/** The state after these inputs, from the beginning. */
const after = (...inputs: JobInput[]): JobState =>
  inputs.reduce((state, input) => run(state, input).state, initialJobState)

const START = { type: 'start', run: 1, lease: 0, open: true } as const
const CANCEL = { type: 'stop', run: 1, code: null } as const
const ACCEPTED = { type: 'dispatched', lease: 1, outcome: 'accepted' } as const

describe('the life of a job', () => {
  it('is handed to a runner once, however often the message comes', () => {
    const first = run(initialJobState, START)
    expect(first).toMatchObject({
      state: { phase: 'dispatching', lease: 1 },
      effects: [{ type: 'dispatch', lease: 1 }],
    })
    expect(run(first.state, START).effects).toEqual([])
    expect(run(after(START, ACCEPTED), START).effects).toEqual([])
  })

  it('is not started when its row has ended', () => {
    expect(run(initialJobState, { ...START, open: false }).effects).toEqual([])
  })

  it('runs as long as the runner is heard', () => {
    const running = after(START, ACCEPTED)
    expect(running).toMatchObject({ phase: 'running', dueAt: NOW + LEASE_MS })
    const heard = run(running, { type: 'alive', lease: 1 }, NOW + 20_000)
    expect(heard.state.dueAt).toBe(NOW + 20_000 + LEASE_MS)
    expect(run(heard.state, { type: 'tick' }, NOW + LEASE_MS).effects).toEqual([])
  })

  it('may hear the runner before it hears that the runner took the job', () => {
    const early = after(START, { type: 'alive', lease: 1 })
    expect(early.phase).toBe('running')
    expect(run(early, ACCEPTED)).toMatchObject({ state: early, effects: [] })
    const over = after(START, { type: 'completed', lease: 1 })
    expect(run(over, ACCEPTED)).toMatchObject({ state: { phase: 'ended' }, effects: [] })
  })

  it('goes to another attempt when the runner is silent, with backoff', () => {
    const lost = run(after(START, ACCEPTED), { type: 'tick' }, NOW + LEASE_MS)
    expect(lost).toMatchObject({
      state: { phase: 'backing_off', failures: 1, dueAt: NOW + LEASE_MS + 1000 },
      effects: [{ type: 'abort', lease: 1 }],
    })
    const again = run(lost.state, { type: 'tick' }, NOW + LEASE_MS + 1000)
    expect(again).toMatchObject({ state: { lease: 2 }, effects: [{ type: 'dispatch', lease: 2 }] })
  })

  it.each([
    ['is silent', { type: 'tick' } as const, 'runner_lost'],
    ['cannot be reached', null, 'runner_unavailable'],
  ])('fails at last when the runner %s every time', (_how, input, errorCode) => {
    let state = after(START)
    let now = NOW
    for (let failure = 1; failure <= MAX_FAILURES; failure++) {
      now += 3_000_000
      const next = run(state, input ?? { type: 'dispatched', lease: state.lease, outcome: 'unreachable' }, now)
      const end = { type: 'finish', run: 1, status: 'failed', errorCode }
      if (failure === MAX_FAILURES) expect(next.effects).toContainEqual(end)
      else expect(next.effects).not.toContainEqual(end)
      state = run(next.state, { type: 'tick' }, now + 1_000_000).state
    }
    expect(state.phase).toBe('ended')
  })

  it('does not count busy and stopped runners as failures', () => {
    for (const input of [
      { type: 'dispatched', lease: 1, outcome: 'busy', place: 1 },
      { type: 'interrupted', lease: 1 },
    ] as const) {
      expect(run(after(START), input).state).toMatchObject({ phase: 'waiting', failures: 0 })
    }
  })

  it('starts to count again when a sentence was finished', () => {
    const lostOnce = run(after(START, ACCEPTED), { type: 'tick' }, NOW + LEASE_MS).state
    const again = run(lostOnce, { type: 'tick' }, NOW + 2 * LEASE_MS).state
    expect(run(again, { type: 'alive', lease: 2 }).state.failures).toBe(1)
    expect(run(again, { type: 'alive', lease: 2, advanced: true }).state.failures).toBe(0)
  })

  it('looks less often the further back it waits, and at once when a runner is offered', () => {
    const waits = [1, 5, 20, 400].map((place) => {
      const { dueAt } = after(START, { type: 'dispatched', lease: 1, outcome: 'busy', place })
      return (dueAt ?? 0) - NOW
    })
    expect(waits).toEqual([4_500, 22_500, 90_000, 90_000])
    const waiting = after(START, { type: 'dispatched', lease: 1, outcome: 'busy', place: 7 })
    expect(run(waiting, { type: 'offered' }).effects).toEqual([{ type: 'dispatch', lease: 2 }])
    expect(run(after(START, ACCEPTED), { type: 'offered' }).effects).toEqual([])
  })

  it.each([
    ['cannot be reached', () => run(after(START), { type: 'dispatched', lease: 1, outcome: 'unreachable' })],
    ['is lost', () => run(after(START, ACCEPTED), { type: 'tick' }, NOW + LEASE_MS)],
  ])('that backs off because its runner %s waits for its time, however often a runner is offered', (_why, fail) => {
    const { state } = fail()
    expect(state.failures).toBe(1)
    const dueAt = state.dueAt ?? 0
    for (const now of [NOW + LEASE_MS, dueAt - 1, dueAt]) {
      expect(run(state, { type: 'offered' }, now)).toEqual({ state, effects: [], accepted: true })
    }
    expect(run(state, { type: 'tick' }, dueAt - 1).effects).toEqual([])
    expect(run(state, { type: 'tick' }, dueAt).effects).toEqual([{ type: 'dispatch', lease: 2 }])
  })

  it('does not wait a whole minute for a hand-over that nobody makes any more', () => {
    const restored = run(after(START), { type: 'restored' }).state
    expect(restored).toMatchObject({ phase: 'dispatching', dueAt: NOW + LEASE_MS })
    expect(run(restored, { type: 'restored' }, NOW + 20_000).state).toEqual(restored)
    const running = after(START, ACCEPTED)
    expect(run(running, { type: 'restored' }).state).toEqual(running)
  })

  it('is cancelled in every phase but after its end', () => {
    const end = { type: 'finish', run: 1, status: 'cancelled', errorCode: null }
    expect(run(initialJobState, CANCEL).effects).toEqual([end])
    expect(run(after(START), CANCEL).effects).toEqual([{ type: 'abort', lease: 1 }, end])
    expect(run(after(START, ACCEPTED), CANCEL).effects).toEqual([{ type: 'abort', lease: 1 }, end])
    expect(run(after(START, { type: 'interrupted', lease: 1 }), CANCEL).effects).toEqual([end])
    expect(run(after(START, CANCEL), CANCEL)).toMatchObject({ accepted: false, effects: [] })
  })

  it('can be retried after its end, and cancelled before that message came', () => {
    const ended = after(START, { type: 'failed', lease: 1, code: 'asr_failed' })
    expect(run(ended, START).effects).toEqual([])
    const again = { ...START, run: 2, lease: 1 }
    expect(run(ended, again)).toMatchObject({ state: { phase: 'dispatching', run: 2, lease: 2, failures: 0 } })
    const cancelled = run(ended, { ...CANCEL, run: 2 })
    expect(cancelled).toMatchObject({ accepted: true, effects: [{ type: 'finish', run: 2 }] })
    expect(run(cancelled.state, again).effects).toEqual([])
  })

  it('takes the work away from an earlier run that never heard of its end', () => {
    const { effects } = run(after(START, ACCEPTED), { ...START, run: 2, lease: 1 })
    expect(effects).toEqual([
      { type: 'abort', lease: 1 },
      { type: 'dispatch', lease: 2 },
    ])
  })

  it('gives out no lease twice, even when the object has forgotten them', () => {
    expect(run(initialJobState, { ...START, run: 3, lease: 9 }).effects).toEqual([{ type: 'dispatch', lease: 10 }])
  })
})

const lease = fc.integer({ min: 0, max: 4 })
const input: fc.Arbitrary<JobInput> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    run: fc.integer({ min: 1, max: 3 }),
    lease: fc.constant(0),
    open: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('dispatched' as const),
    lease,
    outcome: fc.constantFrom('accepted' as const, 'unreachable' as const),
  }),
  fc.record({
    type: fc.constant('dispatched' as const),
    lease,
    outcome: fc.constant('busy' as const),
    place: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ type: fc.constantFrom('offered' as const, 'restored' as const) }),
  fc.record({ type: fc.constantFrom('alive' as const, 'completed' as const, 'interrupted' as const), lease }),
  fc.record({ type: fc.constant('failed' as const), lease, code: fc.constant('asr_failed' as const) }),
  fc.record({
    type: fc.constant('stop' as const),
    run: fc.integer({ min: 1, max: 3 }),
    code: fc.constantFrom(null, 'internal_error' as const),
  }),
  fc.record({ type: fc.constant('tick' as const) }),
)
const history = fc.array(fc.tuple(input, fc.nat(100_000)), { maxLength: 60 })

describe('whatever happens', () => {
  it('each lease is dispatched once, the number only grows, and nobody else is heard', () => {
    fc.assert(
      fc.property(history, (inputs) => {
        let state = initialJobState
        let now = NOW
        const leases: number[] = []
        for (const [next, wait] of inputs) {
          now += wait
          const { state: moved, effects, accepted } = run(state, next, now)
          for (const effect of effects) if (effect.type === 'dispatch') leases.push(effect.lease)
          if ('lease' in next && !['dispatched', 'start'].includes(next.type) && next.lease !== state.lease)
            expect(accepted).toBe(false)
          expect(moved.lease).toBeGreaterThanOrEqual(state.lease)
          state = moved
        }
        expect(leases).toEqual(leases.map((_lease, index) => index + 1))
      }),
    )
  })

  it('a job that has not ended always has a deadline, and one that has ended none', () => {
    fc.assert(
      fc.property(history, (inputs) => {
        let state = initialJobState
        let now = NOW
        for (const [next, wait] of inputs) {
          now += wait
          state = run(state, next, now).state
          expect(state.dueAt === null).toBe(state.phase === 'idle' || state.phase === 'ended')
        }
      }),
    )
  })

  it('only a new run brings a job that backs off to a runner before its time', () => {
    fc.assert(
      fc.property(history, (inputs) => {
        let state = initialJobState
        let now = NOW
        const early: JobInput[] = []
        for (const [next, wait] of inputs) {
          now += wait
          const { state: moved, effects } = run(state, next, now)
          const isEarly = state.phase === 'backing_off' && now < (state.dueAt ?? 0)
          if (isEarly && effects.some(({ type }) => type === 'dispatch')) early.push(next)
          state = moved
        }
        expect(early.filter(({ type }) => type !== 'start')).toEqual([])
      }),
    )
  })

  it('looking twice at the same time changes nothing the second time', () => {
    fc.assert(
      fc.property(history, (inputs) => {
        let state = initialJobState
        let now = NOW
        for (const [next, wait] of inputs) {
          now += wait
          state = run(state, next, now).state
        }
        const once = run(state, { type: 'tick' }, now)
        const twice = run(once.state, { type: 'tick' }, now)
        expect(twice).toEqual({ state: once.state, effects: [], accepted: true })
      }),
    )
  })
})
