import type { RunnerJob } from '../../../workers/contract/runner.ts'
import { JobStopped, type StopReason } from './job-failure.ts'

export type Acceptance = 'accepted' | 'already_running' | 'busy' | 'stopping'

export type JobDesk = {
  /** Takes a job, or says why not. A higher lease replaces the lower one; the same or a lower lease is already running. */
  accept: (job: RunnerJob) => Acceptance
  /** Stops the job if it runs under this lease or a lower one. Whether there was one to stop. */
  cancel: (jobId: string, lease: number) => boolean
  running: () => number
  /** Takes no more work, interrupts what runs, and resolves when all of it has ended. */
  stop: () => Promise<void>
}

/** What the work on a job is given. `leave` makes room for another before it has said its last word. */
export type Seat = { abort: AbortController; leave: () => void }

type Running = { lease: number; abort: AbortController }

/** Keeps at most `maxJobs` jobs going at once. `work` must end soon after its controller is aborted, and never reject. */
export function createJobDesk(
  maxJobs: number,
  work: (job: RunnerJob, seat: Seat) => Promise<void>,
  onChange: (running: number) => void = () => {},
): JobDesk {
  /** By job; a replaced job leaves at once and ends in its own time. */
  const running = new Map<string, Running>()
  const ending = new Set<Promise<void>>()
  let stopping = false

  function remove(jobId: string, entry: Running, reason: StopReason): void {
    if (running.get(jobId) === entry) running.delete(jobId)
    entry.abort.abort(new JobStopped(reason))
  }

  return {
    accept(job) {
      if (stopping) return 'stopping'
      const current = running.get(job.jobId)
      if (current && current.lease >= job.lease) return 'already_running'
      if (current) remove(job.jobId, current, 'replaced')
      if (running.size >= maxJobs) return 'busy'

      const abort = new AbortController()
      const entry: Running = { lease: job.lease, abort }
      running.set(job.jobId, entry)
      const leave = (): void => {
        if (running.get(job.jobId) === entry) running.delete(job.jobId)
        onChange(running.size)
      }
      const ended = work(job, { abort, leave }).finally(() => {
        leave()
        ending.delete(ended)
      })
      ending.add(ended)
      onChange(running.size)
      return 'accepted'
    },
    cancel(jobId, lease) {
      const current = running.get(jobId)
      if (!current || current.lease > lease) return false
      remove(jobId, current, 'cancelled')
      onChange(running.size)
      return true
    },
    running: () => running.size,
    async stop() {
      stopping = true
      for (const { abort } of running.values()) abort.abort(new JobStopped('stopping'))
      await Promise.all(ending)
    },
  }
}
