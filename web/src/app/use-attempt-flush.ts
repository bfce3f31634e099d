import { useEffect } from 'react'
import { sendAttempt } from '../lib/api/exercises.ts'
import { flushAttempts, queuedAttempts } from '../lib/attempt-queue.ts'
import { useSession } from '../lib/session.ts'

/** Sends attempts that waited for a network: when the site opens, and when the network is back. */
export function useAttemptFlush(): void {
  const userId = useSession().session?.user.id
  useEffect(() => {
    if (userId === undefined) return
    const flush = () => {
      if (queuedAttempts(userId).length === 0) return
      void flushAttempts(userId, (entry) => sendAttempt(entry.exerciseSetId, entry.attempt))
    }
    flush()
    window.addEventListener('online', flush)
    return () => window.removeEventListener('online', flush)
  }, [userId])
}
