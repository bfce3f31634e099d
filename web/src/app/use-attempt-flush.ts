import { useEffect } from 'react'
import { flushAttempts } from '../lib/attempt-queue.ts'
import { useSession } from '../lib/session.ts'

/** Sends attempts that wait: when the site opens, when their learner signs in, and when the network is back. */
export function useAttemptFlush(): void {
  const userId = useSession().session?.user.id
  useEffect(() => {
    const flush = () => void flushAttempts()
    flush()
    window.addEventListener('online', flush)
    return () => window.removeEventListener('online', flush)
  }, [userId])
}
