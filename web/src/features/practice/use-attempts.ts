import { useState, useSyncExternalStore } from 'react'
import type { AttemptRequest } from '../../lib/api/exercises.ts'
import { fateOf, flushAttempts, queueAttempt, stuckAttempts, subscribeAttempts } from '../../lib/attempt-queue.ts'
import { currentUserId } from '../../lib/session.ts'

/** Sends attempts without making the learner wait. */
export function useAttempts(exerciseSetId: string) {
  const [last, setLast] = useState<string | null>(null)
  const waiting = useSyncExternalStore(subscribeAttempts, stuckAttempts)
  const fate = useSyncExternalStore(subscribeAttempts, () => (last === null ? null : fateOf(last)))

  function submit(attempt: AttemptRequest): void {
    queueAttempt({ userId: currentUserId() ?? '', exerciseSetId, attempt, at: Date.now() })
    setLast(attempt.attemptId)
    void flushAttempts()
  }

  /** `taken`: the last one, once the server has it: it can be disputed. */
  return { submit, waiting, lost: fate === 'refused', taken: fate === 'taken' ? last : null }
}
