import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from './api-client.ts'
import { flushAttempts, queueAttempt, queuedAttempts, type QueuedAttempt } from './attempt-queue.ts'

const attempt = (itemId: string, userId = 'u1', at = 1): QueuedAttempt => ({
  userId,
  exerciseSetId: 's1',
  attempt: {
    attemptId: `${userId}-${itemId}-${at}`,
    itemId,
    submittedWords: ['hello'],
    mode: 'words',
    hints: [],
    given: [],
    strictness: 'standard',
    replays: 0,
  },
  at,
})

/** Node has no localStorage; the part of it that is used. */
function fakeStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

describe('attempts made without a network', () => {
  beforeEach(() => vi.stubGlobal('window', { localStorage: fakeStorage() }))

  test('are sent in order when it is back, each account its own', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('x', 'u2'))
    queueAttempt(attempt('b'))
    const sent: string[] = []
    await flushAttempts('u1', (entry) => Promise.resolve(sent.push(entry.attempt.itemId)))
    expect(sent).toEqual(['a', 'b'])
    expect(queuedAttempts('u1')).toEqual([])
    expect(queuedAttempts('u2')).toHaveLength(1)
  })

  test('wait on when the network is still away', async () => {
    queueAttempt(attempt('a'))
    await flushAttempts('u1', () => Promise.reject(new ApiError('network_error', 0, null)))
    expect(queuedAttempts('u1')).toHaveLength(1)
  })

  test('are dropped when the set is gone for good, and do not block those behind', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('b'))
    await flushAttempts('u1', (entry) =>
      entry.attempt.itemId === 'a' ? Promise.reject(new ApiError('item_not_found', 404, null)) : Promise.resolve(),
    )
    expect(queuedAttempts('u1')).toEqual([])
  })

  test('two flushes at once send each attempt once', async () => {
    queueAttempt(attempt('a'))
    const send = vi.fn<() => Promise<void>>(() => Promise.resolve())
    await Promise.all([flushAttempts('u1', send), flushAttempts('u1', send)])
    expect(send).toHaveBeenCalledTimes(1)
  })
})
