import { MAX_FAILURES } from '../../workers/domain/job/machine.ts'
import type { Fate } from './flaky-proxy.ts'

type Attempt = { lease: number; at: number; fate: Fate }

/** After a runner that nobody answers for a job waits at least so long, by the shortest of its backoffs. Milliseconds. */
const LEAST_WAIT_MS = 4_000
/** A runner that gets no more memory may live on for so long before it dies of that. Milliseconds. */
const REACH_MS = 6_000
/** Silence by the wire alone, all beats of a lease lost, may cost a job an attempt; not more than one. */
const MOST_BY_THE_WIRE = 1

/** The attempts to hand jobs to a runner as the wire sees them, and when runners and the Worker were struck. */
export class Attempts {
  private readonly byJob = new Map<string, Attempt[]>()
  private readonly blows: number[] = []

  strike = (at = Date.now()): void => void this.blows.push(at)

  /** A request to the runner: of those that hand a job over, each lease counts once. */
  note = ({ method, body, at }: { method: string; body: Buffer; at: number }, fate: Fate): void => {
    if (method !== 'POST') return
    const { jobId, lease }: { jobId: string; lease: number } = JSON.parse(body.toString())
    const known = this.byJob.get(jobId) ?? []
    this.byJob.set(jobId, known)
    const same = known.find((attempt) => attempt.lease === lease)
    if (!same) known.push({ lease, at, fate })
    else if (typeof fate === 'number') same.fate = fate
  }

  /** What is wrong with a job that failed because of runners: too few attempts, or some that nothing happened to. */
  unearned(jobId: string): string[] {
    // A busy runner costs no attempt.
    const counted = this.of(jobId).filter(({ fate }) => fate !== 503)
    const last = counted.slice(-MAX_FAILURES)
    if (last.length < MAX_FAILURES) return [`${jobId}: failed after ${last.length} attempts`]
    const spared = last.filter(({ at, fate }, index) => {
      const until = last[index + 1]?.at ?? Infinity
      return typeof fate === 'number' && !this.isStruck(at - REACH_MS, until)
    })
    if (spared.length <= MOST_BY_THE_WIRE) return []
    return [`${jobId}: failed, though nothing happened to ${spared.length} of its last ${MAX_FAILURES} attempts`]
  }

  /** What is wrong with the waits of a job of one run: it was tried again at once where nobody had answered. */
  haste(jobId: string): string[] {
    const attempts = this.of(jobId)
    return attempts.flatMap(({ at, fate, lease }, index) => {
      const next = attempts[index + 1]
      const waited = next ? next.at - at : Infinity
      if (fate !== 'unheard' || waited >= LEAST_WAIT_MS || this.isStruck(at, at + waited)) return []
      return [`${jobId}: waited ${waited} ms after nobody had answered for lease ${lease}`]
    })
  }

  private isStruck(from: number, to: number): boolean {
    return this.blows.some((blow) => blow >= from && blow <= to)
  }

  private of(jobId: string): Attempt[] {
    return (this.byJob.get(jobId) ?? []).toSorted((a, b) => a.lease - b.lease)
  }
}
