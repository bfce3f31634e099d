import type { JobErrorCode } from '../../contract/errors.ts'

/**
 * The life of a job as the job object sees it, pure: (state, event) -> the next state and what is to be done.
 *
 *   idle -> dispatching -> running -> ended
 *                \-> waiting <-/          a busy, lost or stopped runner: try again at `dueAt`
 *
 * `lease` is the fencing number: it grows with every dispatch, and whatever a runner says under another number, or while
 * nobody holds the job, is refused. `dueAt` is when the alarm has to look again.
 */
export type JobState = {
  phase: 'idle' | 'dispatching' | 'running' | 'waiting' | 'ended'
  lease: number
  /** Runners lost or unreachable so far. Busy and orderly stopped ones do not count. */
  failures: number
  dueAt: number | null
}

export type JobInput =
  /** A queue message. `queued` is whether the row still waits to be worked on: a repeated message finds that it does not. */
  | { type: 'start'; queued: boolean }
  | { type: 'dispatched'; lease: number; outcome: 'accepted' | 'busy' | 'unreachable' }
  | { type: 'alive'; lease: number }
  | { type: 'completed'; lease: number }
  | { type: 'failed'; lease: number; code: JobErrorCode }
  | { type: 'interrupted'; lease: number }
  /** `queued`: a retry put the row back on the queue, and its message has not come yet. */
  | { type: 'cancel'; queued: boolean }
  | { type: 'tick' }

export type JobEffect =
  | { type: 'dispatch'; lease: number }
  | { type: 'abort'; lease: number }
  | { type: 'finish'; status: 'succeeded' | 'failed' | 'cancelled'; errorCode: JobErrorCode | null }

export type Transition = { state: JobState; effects: JobEffect[]; accepted: boolean }

/** Milliseconds. A runner beats every 10 s, so 30 s are two missed beats and a slow one. */
export const HEARTBEAT_MS = 10_000
export const SILENCE_MS = 30_000
/** Longer than a container's cold start and the runner client's own timeout. */
const DISPATCH_MS = 60_000
const BUSY_RETRY_MS = 3_000
export const MAX_FAILURES = 4

export const initialJobState: JobState = { phase: 'idle', lease: 0, failures: 0, dueAt: null }

/**
 * @param now milliseconds since the epoch
 * @param jitter 0 to 1, spreads retries so that jobs lost together do not return together
 */
export function nextJobState(state: JobState, input: JobInput, now: number, jitter: number): Transition {
  const stay: Transition = { state, effects: [], accepted: true }
  const refuse: Transition = { state, effects: [], accepted: false }
  const held = state.phase === 'dispatching' || state.phase === 'running'

  switch (input.type) {
    case 'start': {
      const startable = state.phase === 'idle' || state.phase === 'ended'
      return startable && input.queued ? dispatch({ ...state, failures: 0 }, now) : stay
    }
    case 'dispatched':
      // The runner may have reported, or even ended, before its 202 was read.
      if (state.phase !== 'dispatching' || input.lease !== state.lease) return stay
      if (input.outcome === 'accepted') return to({ ...state, phase: 'running', dueAt: now + SILENCE_MS })
      if (input.outcome === 'busy') return to({ ...state, phase: 'waiting', dueAt: now + BUSY_RETRY_MS * (1 + jitter) })
      return lost(state, 'runner_unavailable', now, jitter)
    case 'tick':
      if (state.dueAt === null || now < state.dueAt) return stay
      if (state.phase === 'waiting') return dispatch(state, now)
      return held ? lost(state, 'runner_lost', now, jitter) : stay
    case 'cancel':
      if (state.phase === 'ended' && !input.queued) return refuse
      return {
        ...finish(state, 'cancelled', null),
        effects: [
          ...(held ? [{ type: 'abort', lease: state.lease } as const] : []),
          { type: 'finish', status: 'cancelled', errorCode: null },
        ],
      }
    default:
      if (!held || input.lease !== state.lease) return refuse
  }

  switch (input.type) {
    case 'alive':
      return to({ ...state, phase: 'running', dueAt: now + SILENCE_MS })
    case 'interrupted':
      return to({ ...state, phase: 'waiting', dueAt: now })
    case 'completed':
      return finish(state, 'succeeded', null)
    case 'failed':
      return finish(state, 'failed', input.code)
  }
}

const to = (state: JobState): Transition => ({ state, effects: [], accepted: true })

function dispatch(state: JobState, now: number): Transition {
  const lease = state.lease + 1
  return {
    state: { ...state, phase: 'dispatching', lease, dueAt: now + DISPATCH_MS },
    effects: [{ type: 'dispatch', lease }],
    accepted: true,
  }
}

/** Full-jitter backoff (AWS Architecture Blog, 2015): 2, 4, 8 s at most. */
function lost(state: JobState, code: JobErrorCode, now: number, jitter: number): Transition {
  const failures = state.failures + 1
  const abort = { type: 'abort', lease: state.lease } as const
  if (failures >= MAX_FAILURES) {
    const ended = finish({ ...state, failures }, 'failed', code)
    return { ...ended, effects: [abort, ...ended.effects] }
  }
  const backoff = 1000 * 2 ** failures * jitter
  return { state: { ...state, phase: 'waiting', failures, dueAt: now + backoff }, effects: [abort], accepted: true }
}

function finish(
  state: JobState,
  status: 'succeeded' | 'failed' | 'cancelled',
  errorCode: JobErrorCode | null,
): Transition {
  return {
    state: { ...state, phase: 'ended', dueAt: null },
    effects: [{ type: 'finish', status, errorCode }],
    accepted: true,
  }
}
