import type { JobErrorCode } from '../../contract/errors.ts'

/**
 * The life of a job as the job object sees it, pure: (state, event) -> the next state and what is to be done.
 *
 *   idle -> dispatching -> running -> ended
 *                |-> waiting <-|          a busy or stopped runner: try again at `dueAt`, or when one is offered
 *                \-> backing_off <-/      a lost or unreachable runner: try again at `dueAt`, and not before
 *
 * `run` is the row's: it grows with every retry, so that a message or an end of an earlier run is told from one of this.
 * `lease` is the fencing number: it grows with every dispatch, and whatever a runner says under another number, or while
 * nobody holds the job, is refused. `dueAt` is when the alarm has to look again.
 */
export type JobState = {
  phase: 'idle' | 'dispatching' | 'running' | 'waiting' | 'backing_off' | 'ended'
  run: number
  lease: number
  /** Runners lost or unreachable since the last finished sentence. Busy and orderly stopped ones do not count. */
  failures: number
  dueAt: number | null
}

export type JobInput =
  /** A queue message, or the sweep. What the row says: `open` is whether it has not ended. */
  | { type: 'start'; run: number; lease: number; open: boolean }
  | { type: 'dispatched'; lease: number; outcome: 'accepted' | 'unreachable' }
  /** No runner is free; `place` is the job's among those that wait, from 1. */
  | { type: 'dispatched'; lease: number; outcome: 'busy'; place: number }
  /** A runner may be free, and this job is next. */
  | { type: 'offered' }
  /** The object was made anew from what it had stored. */
  | { type: 'restored' }
  /** `advanced`: a finished sentence is stored. */
  | { type: 'alive'; lease: number; advanced?: boolean }
  | { type: 'completed'; lease: number }
  | { type: 'failed'; lease: number; code: JobErrorCode }
  | { type: 'interrupted'; lease: number }
  /** The learner cancels (no code), or the job cannot be helped. `run` is what the row says. */
  | { type: 'stop'; run: number; code: JobErrorCode | null }
  | { type: 'tick' }

export type JobEnding = {
  type: 'finish'
  run: number
  status: 'succeeded' | 'failed' | 'cancelled'
  errorCode: JobErrorCode | null
}

export type JobEffect =
  | { type: 'dispatch'; lease: number }
  /** A runner has taken the job. */
  | { type: 'began'; lease: number }
  | { type: 'abort'; lease: number }
  | JobEnding

export type Transition = { state: JobState; effects: JobEffect[]; accepted: boolean }

/** `jitter` is 0 to 1 and spreads retries, so that jobs lost together do not return together; times in milliseconds. */
export type Moment = { now: number; jitter: number; leaseMs: number }

/** A runner beats three times in a lease: silence is two missed beats and a slow one. */
export const BEATS_PER_LEASE = 3
/** Longer than a container's cold start and the runner client's own timeout. */
const DISPATCH_MS = 60_000
/** The place a job waits at makes it look less often: whoever frees a runner tells the first. */
const BUSY_RETRY_MS = 3_000
const MOST_BUSY_RETRIES = 20
export const MAX_FAILURES = 4

export const initialJobState: JobState = { phase: 'idle', run: 0, lease: 0, failures: 0, dueAt: null }

export function nextJobState(state: JobState, input: JobInput, moment: Moment): Transition {
  const { now, jitter, leaseMs } = moment
  const stay: Transition = { state, effects: [], accepted: true }
  const refuse: Transition = { state, effects: [], accepted: false }
  const held = state.phase === 'dispatching' || state.phase === 'running'
  const aborts = held ? [{ type: 'abort', lease: state.lease } as const] : []

  switch (input.type) {
    case 'start': {
      if (!input.open || input.run <= state.run) return stay
      const fresh = { ...state, run: input.run, lease: Math.max(state.lease, input.lease), failures: 0 }
      return withEffects(aborts, dispatch(fresh, now))
    }
    case 'dispatched':
      // The runner may have reported, or even ended, before its 202 was read.
      if (state.phase !== 'dispatching' || input.lease !== state.lease) return stay
      if (input.outcome === 'accepted') return began(state, moment)
      if (input.outcome === 'busy') {
        const wait = BUSY_RETRY_MS * (1 + jitter) * Math.min(input.place, MOST_BUSY_RETRIES)
        return to({ ...state, phase: 'waiting', dueAt: now + wait })
      }
      return lost(state, 'runner_unavailable', moment)
    case 'offered':
      // Where nobody answers, every end of a job is an offer: one that backs off would use up its attempts on them at once.
      return state.phase === 'waiting' ? dispatch(state, now) : stay
    case 'restored':
      // Whoever was handing it over is gone. A runner that took it will be heard.
      return state.phase === 'dispatching'
        ? to({ ...state, dueAt: Math.min(state.dueAt ?? Infinity, now + leaseMs) })
        : stay
    case 'tick':
      if (state.dueAt === null || now < state.dueAt) return stay
      if (state.phase === 'waiting' || state.phase === 'backing_off') return dispatch(state, now)
      return held ? lost(state, 'runner_lost', moment) : stay
    case 'stop':
      if (input.run < state.run || (input.run === state.run && state.phase === 'ended')) return refuse
      return withEffects(
        aborts,
        finish({ ...state, run: input.run }, input.code === null ? 'cancelled' : 'failed', input.code),
      )
    default:
      if (!held || input.lease !== state.lease) return refuse
  }

  switch (input.type) {
    case 'alive': {
      const failures = input.advanced ? 0 : state.failures
      return began({ ...state, failures }, moment)
    }
    case 'interrupted':
      return to({ ...state, phase: 'waiting', dueAt: now })
    case 'completed':
      return finish(state, 'succeeded', null)
    case 'failed':
      return finish(state, 'failed', input.code)
  }
}

const to = (state: JobState): Transition => ({ state, effects: [], accepted: true })

const withEffects = (first: JobEffect[], { effects, ...rest }: Transition): Transition => ({
  ...rest,
  effects: [...first, ...effects],
})

function began(state: JobState, { now, leaseMs }: Moment): Transition {
  const effects: JobEffect[] = state.phase === 'running' ? [] : [{ type: 'began', lease: state.lease }]
  return withEffects(effects, to({ ...state, phase: 'running', dueAt: now + leaseMs }))
}

function dispatch(state: JobState, now: number): Transition {
  const lease = state.lease + 1
  return withEffects(
    [{ type: 'dispatch', lease }],
    to({ ...state, phase: 'dispatching', lease, dueAt: now + DISPATCH_MS }),
  )
}

/**
 * Backoff with jitter (AWS Architecture Blog, 2015). A lost runner: 2, 4, 8 s at most, another may take the job at once. One
 * that nobody answers for: 4 to 8, 8 to 16, 16 to 32 s, so that half a minute without any runner costs nobody a job.
 */
function lost(state: JobState, code: 'runner_lost' | 'runner_unavailable', { now, jitter }: Moment): Transition {
  const failures = state.failures + 1
  const aborts: JobEffect[] = [{ type: 'abort', lease: state.lease }]
  if (failures >= MAX_FAILURES) return withEffects(aborts, finish({ ...state, failures }, 'failed', code))
  const backoff = 2 ** failures * (code === 'runner_lost' ? 1000 * jitter : 2000 * (1 + jitter))
  return withEffects(aborts, to({ ...state, phase: 'backing_off', failures, dueAt: now + backoff }))
}

function finish(state: JobState, status: JobEnding['status'], errorCode: JobErrorCode | null): Transition {
  return withEffects(
    [{ type: 'finish', run: state.run, status, errorCode }],
    to({ ...state, phase: 'ended', dueAt: null }),
  )
}
