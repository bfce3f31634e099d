import { type AttemptRequest, sendAttempt } from './api/exercises.ts'
import { ApiError, isTransient } from './api-client.ts'
import { currentUserId } from './session.ts'
import { isNumber, isRecord, isString, readStored, removeStored, writeStored } from './storage.ts'

/**
 * An attempt on its way. It is kept in the browser before it is sent and until the server has said what it thinks of it:
 * a page that is left, a network that is away or a sign-in that ran out loses none. Sent twice, it counts once.
 */
export type QueuedAttempt = { userId: string; exerciseSetId: string; attempt: AttemptRequest; at: number }

const KEY = 'attempts'
/** About a long evening offline; beyond it the oldest go first. */
const MOST = 500

function isQueue(value: unknown): value is QueuedAttempt[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry: unknown) =>
        isRecord(entry) &&
        isString(entry.userId) &&
        isString(entry.exerciseSetId) &&
        isNumber(entry.at) &&
        isRecord(entry.attempt) &&
        isString(entry.attempt.itemId) &&
        isString(entry.attempt.attemptId),
    )
  )
}

/** All of them, where the browser does not keep them: as long as the page lives. */
let unkept: QueuedAttempt[] | null = null
/** Whether the last one that was sent did not get through. */
let isStuck = false
/** The last one that will never be taken. */
let refused: string | null = null

const everybodys = (): QueuedAttempt[] => unkept ?? readStored(KEY, isQueue) ?? []

export function queuedAttempts(userId: string | null): QueuedAttempt[] {
  return everybodys().filter((entry) => entry.userId === userId)
}

const listeners = new Set<() => void>()

/** Calls back whenever the queue of this tab grew, shrank or got stuck. */
export function subscribeAttempts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function save(entries: QueuedAttempt[]): void {
  const kept = entries.slice(-MOST)
  unkept = kept.length === 0 || writeStored(KEY, kept) ? null : kept
  if (kept.length === 0) removeStored(KEY)
  tell()
}

export function queueAttempt(entry: QueuedAttempt): void {
  save([...everybodys(), entry])
}

/** How many will be sent later, of whoever is signed in; one that is just on its way is not told of. */
export const stuckAttempts = (): number => (isStuck ? queuedAttempts(currentUserId()).length : 0)

/** What became of an attempt of this page. */
export function fateOf(attemptId: string): 'waiting' | 'taken' | 'refused' {
  if (attemptId === refused) return 'refused'
  return everybodys().some(({ attempt }) => attempt.attemptId === attemptId) ? 'waiting' : 'taken'
}

/** The server's last word (the set was deleted, say). A sign-in that ran out or a proxy's page says nothing of the attempt. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError && !isTransient(error) && error.status !== 401 && error.code !== 'bad_answer'

let isFlushing = false

/**
 * Sends what waits of whoever is signed in, one after the other, and what is queued meanwhile. Nobody's attempts are sent
 * with another one's sign-in.
 */
export async function flushAttempts(
  send = ({ exerciseSetId, attempt }: QueuedAttempt): Promise<unknown> => sendAttempt(exerciseSetId, attempt),
): Promise<void> {
  if (isFlushing) return
  isFlushing = true
  try {
    for (;;) {
      const [entry] = queuedAttempts(currentUserId())
      if (entry === undefined) return
      const { attemptId } = entry.attempt
      try {
        await send(entry)
      } catch (error) {
        isStuck = !isRefusal(error)
        // No other one would get through either.
        if (isStuck) return tell()
        refused = attemptId
      }
      isStuck = false
      save(everybodys().filter(({ attempt }) => attempt.attemptId !== attemptId))
    }
  } finally {
    isFlushing = false
  }
}
