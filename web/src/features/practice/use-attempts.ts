import { useState, useSyncExternalStore } from 'react'
import { isTransient } from '../../lib/api-client.ts'
import { sendAttempt } from '../../lib/api/exercises.ts'
import { flushAttempts, queueAttempt, queuedAttempts, subscribeAttempts } from '../../lib/attempt-queue.ts'
import { useSession } from '../../lib/session.ts'

/** Sends attempts without making the learner wait; what the network refuses is queued. */
export function useAttempts(exerciseSetId: string) {
  const userId = useSession().session?.user.id ?? ''
  const waiting = useSyncExternalStore(subscribeAttempts, () => queuedAttempts(userId).length)
  const [lost, setLost] = useState(false)

  async function submit(itemId: string, words: string[]): Promise<void> {
    setLost(false)
    try {
      await sendAttempt(exerciseSetId, itemId, words)
    } catch (error) {
      if (isTransient(error)) queueAttempt({ userId, exerciseSetId, itemId, words, at: Date.now() })
      else setLost(true)
      return
    }
    // The network works: what waited goes along.
    if (queuedAttempts(userId).length > 0) {
      await flushAttempts(userId, (entry) => sendAttempt(entry.exerciseSetId, entry.itemId, entry.words))
    }
  }

  return { submit, waiting, lost }
}
