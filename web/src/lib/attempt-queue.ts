import type { AttemptRequest } from './api/exercises.ts'
import { isTransient } from './api-client.ts'
import { isNumber, isRecord, isString, readStored, removeStored, writeStored } from './storage.ts'

/** Attempts made while the network was away, kept in the browser and sent in order when it is back. */
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

export function queuedAttempts(userId: string): QueuedAttempt[] {
  return (readStored(KEY, isQueue) ?? []).filter((entry) => entry.userId === userId)
}

const listeners = new Set<() => void>()

/** Calls back whenever the queue grew or shrank in this tab. */
export function subscribeAttempts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function save(entries: QueuedAttempt[]): void {
  if (entries.length === 0) removeStored(KEY)
  else writeStored(KEY, entries.slice(-MOST))
  for (const listener of listeners) listener()
}

export function queueAttempt(entry: QueuedAttempt): void {
  save([...(readStored(KEY, isQueue) ?? []), entry])
}

const same = (a: QueuedAttempt, b: QueuedAttempt) => a.attempt.attemptId === b.attempt.attemptId

let flushing: Promise<void> | null = null

async function flush(userId: string, send: (entry: QueuedAttempt) => Promise<unknown>): Promise<void> {
  for (const entry of queuedAttempts(userId)) {
    try {
      await send(entry)
    } catch (error) {
      // Still no network: keep this one and all behind it. Any other refusal (the set was deleted) will not change.
      if (isTransient(error)) break
    }
    save((readStored(KEY, isQueue) ?? []).filter((kept) => !same(kept, entry)))
  }
}

/** Sends what waits, one flush at a time. */
export function flushAttempts(userId: string, send: (entry: QueuedAttempt) => Promise<unknown>): Promise<void> {
  flushing ??= flush(userId, send).finally(() => {
    flushing = null
  })
  return flushing
}
