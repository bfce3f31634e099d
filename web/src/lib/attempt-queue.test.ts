import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from './api-client.ts'
import {
  fateOf,
  flushAttempts,
  queueAttempt,
  queuedAttempts,
  type QueuedAttempt,
  stuckAttempts,
} from './attempt-queue.ts'
import { endSession, signIn } from './session.ts'

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

const enter = (id: string): void => signIn({ token: `token of ${id}`, user: { id, email: `${id}@example.com` } })
const refuse = (code: ConstructorParameters<typeof ApiError>[0], status: number) => () =>
  Promise.reject(new ApiError(code, status, null))

/** Sends all there is, and says of which sentences. */
async function sentNow(): Promise<string[]> {
  const sent: string[] = []
  await flushAttempts((entry) => Promise.resolve(sent.push(entry.attempt.itemId)))
  return sent
}

describe('attempts', () => {
  beforeEach(() => {
    vi.stubGlobal('window', { localStorage: fakeStorage() })
    enter('u1')
  })

  test('are sent in order, each account its own', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('x', 'u2'))
    queueAttempt(attempt('b'))
    expect(await sentNow()).toEqual(['a', 'b'])
    expect(queuedAttempts('u1')).toEqual([])
    expect(queuedAttempts('u2')).toHaveLength(1)
  })

  test('stay in the browser until there is an answer, and can be disputed from then on', async () => {
    queueAttempt(attempt('a'))
    const kept: unknown[] = []
    await flushAttempts(() => {
      kept.push(queuedAttempts('u1').length, fateOf('u1-a-1'))
      return Promise.resolve()
    })
    expect(kept).toEqual([1, 'waiting'])
    expect(fateOf('u1-a-1')).toBe('taken')
  })

  test.each([
    ['the network is away', refuse('network_error', 0)],
    ['the server is in trouble', refuse('internal_error', 500)],
    ['a hotel’s page answers', refuse('bad_answer', 200)],
  ])('wait on when %s, and are counted as waiting', async (_, send) => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('b'))
    expect(stuckAttempts()).toBe(0)
    await flushAttempts(send)
    expect([stuckAttempts(), fateOf('u1-a-1')]).toEqual([2, 'waiting'])
    expect(await sentNow()).toEqual(['a', 'b'])
    expect(stuckAttempts()).toBe(0)
  })

  test('outlive a sign-in that ran out, and are sent once their learner is back, by nobody else', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('b'))
    const tries = vi.fn<() => Promise<never>>(() => {
      endSession('expired')
      return Promise.reject(new ApiError('invalid_token', 401, null))
    })
    await flushAttempts(tries)
    await flushAttempts(tries)
    expect(tries).toHaveBeenCalledTimes(1)
    enter('u2')
    expect(await sentNow()).toEqual([])
    enter('u1')
    expect(await sentNow()).toEqual(['a', 'b'])
  })

  test('are not sent by somebody who signs in while others are on their way', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('b'))
    queueAttempt(attempt('x', 'u2'))
    const sent: string[] = []
    await flushAttempts((entry) => {
      sent.push(entry.attempt.itemId)
      enter('u2')
      return Promise.resolve()
    })
    expect(sent).toEqual(['a', 'x'])
    expect(queuedAttempts('u1')).toHaveLength(1)
  })

  test('are dropped when the set is gone for good, and do not block those behind', async () => {
    queueAttempt(attempt('a'))
    queueAttempt(attempt('b'))
    await flushAttempts((entry) =>
      entry.attempt.itemId === 'a' ? Promise.reject(new ApiError('item_not_found', 404, null)) : Promise.resolve(),
    )
    expect(queuedAttempts('u1')).toEqual([])
    expect([fateOf('u1-a-1'), fateOf('u1-b-1')]).toEqual(['refused', 'taken'])
  })

  test('are sent once by two who send at once, with what was queued meanwhile', async () => {
    queueAttempt(attempt('a'))
    const sent: string[] = []
    const send = (entry: QueuedAttempt): Promise<void> => {
      if (sent.push(entry.attempt.itemId) === 1) queueAttempt(attempt('b'))
      return Promise.resolve()
    }
    await Promise.all([flushAttempts(send), flushAttempts(send)])
    expect(sent).toEqual(['a', 'b'])
  })

  test('wait in the page where the browser keeps nothing', async () => {
    vi.stubGlobal('window', {
      get localStorage(): never {
        throw new Error('forbidden')
      },
    })
    queueAttempt(attempt('a'))
    await flushAttempts(refuse('network_error', 0))
    expect(stuckAttempts()).toBe(1)
    expect(await sentNow()).toEqual(['a'])
  })
})
