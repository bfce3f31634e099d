import { useState, useSyncExternalStore } from 'react'
import { isTransient } from '../../lib/api-client.ts'
import { type AttemptRequest, sendAttempt } from '../../lib/api/exercises.ts'
import { flushAttempts, queueAttempt, queuedAttempts, subscribeAttempts } from '../../lib/attempt-queue.ts'
import { useSession } from '../../lib/session.ts'

/** Sends attempts without making the learner wait; what the network refuses is queued. */
export function useAttempts(exerciseSetId: string) {
  const userId = useSession().session?.user.id ?? ''
  const waiting = useSyncExternalStore(subscribeAttempts, () => queuedAttempts(userId).length)
  const [lost, setLost] = useState(false)
  /** The attempt the server has last taken: it can be disputed. */
  const [taken, setTaken] = useState<string | null>(null)

  async function submit(attempt: AttemptRequest): Promise<void> {
    setLost(false)
    try {
      await sendAttempt(exerciseSetId, attempt)
      setTaken(attempt.attemptId)
    } catch (error) {
      if (isTransient(error)) queueAttempt({ userId, exerciseSetId, attempt, at: Date.now() })
      else setLost(true)
      return
    }
    // The network works: what waited goes along.
    if (queuedAttempts(userId).length > 0) {
      await flushAttempts(userId, (entry) => sendAttempt(entry.exerciseSetId, entry.attempt))
    }
  }

  return { submit, waiting, lost, taken }
}
