import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialJobState, type JobInput, type JobState, MAX_FAILURES, nextJobState, SILENCE_MS } from './machine.ts'

const NOW = 1_000_000
const run = (state: JobState, input: JobInput, now = NOW) => nextJobState(state, input, now, 0.5)

/** The state after these inputs, from the beginning. */
const after = (...inputs: JobInput[]): JobState =>
  inputs.reduce((state, input) => run(state, input).state, initialJobState)

const START = { type: 'start', queued: true } as const
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

  it('is not started when its row does not wait', () => {
    expect(run(initialJobState, { type: 'start', queued: false }).effects).toEqual([])
  })

  it('runs as long as the runner is heard', () => {
    const running = after(START, ACCEPTED)
    expect(running).toMatchObject({ phase: 'running', dueAt: NOW + SILENCE_MS })
    const heard = run(running, { type: 'alive', lease: 1 }, NOW + 20_000)
    expect(heard.state.dueAt).toBe(NOW + 20_000 + SILENCE_MS)
    expect(run(heard.state, { type: 'tick' }, NOW + SILENCE_MS).effects).toEqual([])
  })

  it('may hear the runner before it hears that the runner took the job', () => {
    const early = after(START, { type: 'alive', lease: 1 })
    expect(early.phase).toBe('running')
    expect(run(early, ACCEPTED).state).toEqual(early)
    const over = after(START, { type: 'completed', lease: 1 })
    expect(run(over, ACCEPTED)).toMatchObject({ state: { phase: 'ended' }, effects: [] })
  })

  it('goes to another attempt when the runner is silent, with backoff', () => {
    const lost = run(after(START, ACCEPTED), { type: 'tick' }, NOW + SILENCE_MS)
    expect(lost).toMatchObject({
      state: { phase: 'waiting', failures: 1, dueAt: NOW + SILENCE_MS + 1000 },
      effects: [{ type: 'abort', lease: 1 }],
    })
    const again = run(lost.state, { type: 'tick' }, NOW + SILENCE_MS + 1000)
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
      const end = { type: 'finish', status: 'failed', errorCode }
      if (failure === MAX_FAILURES) expect(next.effects).toContainEqual(end)
      else expect(next.effects).not.toContainEqual(end)
      state = run(next.state, { type: 'tick' }, now + 1_000_000).state
    }
    expect(state.phase).toBe('ended')
  })

  it('does not count busy and stopped runners as failures', () => {
    for (const input of [
      { type: 'dispatched', lease: 1, outcome: 'busy' },
      { type: 'interrupted', lease: 1 },
    ] as const) {
      expect(run(after(START), input).state).toMatchObject({ phase: 'waiting', failures: 0 })
    }
  })

  it('is cancelled in every phase but after its end', () => {
    const cancel = { type: 'cancel', queued: false } as const
    const end = { type: 'finish', status: 'cancelled', errorCode: null }
    expect(run(initialJobState, cancel).effects).toEqual([end])
    expect(run(after(START), cancel).effects).toEqual([{ type: 'abort', lease: 1 }, end])
    expect(run(after(START, ACCEPTED), cancel).effects).toEqual([{ type: 'abort', lease: 1 }, end])
    expect(run(after(START, { type: 'interrupted', lease: 1 }), cancel).effects).toEqual([end])
    expect(run(after(START, cancel), cancel)).toMatchObject({ accepted: false, effects: [] })
  })

  it('can be retried after its end, and cancelled before that message came', () => {
    const ended = after(START, { type: 'failed', lease: 1, code: 'asr_failed' })
    expect(run(ended, START)).toMatchObject({ state: { phase: 'dispatching', lease: 2, failures: 0 } })
    expect(run(ended, { type: 'cancel', queued: true }).accepted).toBe(true)
  })
})

const lease = fc.integer({ min: 0, max: 4 })
const input: fc.Arbitrary<JobInput> = fc.oneof(
  fc.record({ type: fc.constant('start' as const), queued: fc.boolean() }),
  fc.record({
    type: fc.constant('dispatched' as const),
    lease,
    outcome: fc.constantFrom('accepted' as const, 'busy' as const, 'unreachable' as const),
  }),
  fc.record({ type: fc.constantFrom('alive' as const, 'completed' as const, 'interrupted' as const), lease }),
  fc.record({ type: fc.constant('failed' as const), lease, code: fc.constant('asr_failed' as const) }),
  fc.record({ type: fc.constant('cancel' as const), queued: fc.constant(false) }),
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
          const { state: moved, effects, accepted } = nextJobState(state, next, now, 0.5)
          for (const effect of effects) if (effect.type === 'dispatch') leases.push(effect.lease)
          if ('lease' in next && next.type !== 'dispatched' && next.lease !== state.lease) expect(accepted).toBe(false)
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
          state = nextJobState(state, next, now, 0.5).state
          expect(state.dueAt === null).toBe(state.phase === 'idle' || state.phase === 'ended')
        }
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
          state = nextJobState(state, next, now, 0.5).state
        }
        const once = nextJobState(state, { type: 'tick' }, now, 0.5)
        const twice = nextJobState(once.state, { type: 'tick' }, now, 0.5)
        expect(twice).toEqual({ state: once.state, effects: [], accepted: true })
      }),
    )
  })
})
