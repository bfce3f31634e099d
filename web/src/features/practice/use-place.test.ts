import { beforeEach, describe, expect, test, vi } from 'vitest'
import { unsentPlace } from './use-place.ts'

const place = { itemId: 'a', mode: 'words', cloze: 'content', words: ['it'], given: [], hints: [], replays: 0 } as const
const at = Date.parse('2026-11-29T10:00:00.000Z')
const server = (updatedAt: string) => ({ ...place, words: ['phone'], given: [], hints: [], updatedAt })

describe('a place that was not sent', () => {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.stubGlobal('window', { localStorage: { getItem: (key: string) => kept.get(key) ?? null } })
  })
  const keep = (value: unknown) => kept.set('listening.place:s1', JSON.stringify(value))

  test('is gone on with when the server knows none, or an older one', () => {
    keep({ place, at })
    expect(unsentPlace('s1', null)).toEqual(place)
    expect(unsentPlace('s1', server('2026-11-29T09:59:59.000Z'))).toEqual(place)
    expect(unsentPlace('s2', null)).toBeNull()
  })

  test('is left behind for a younger one of another device', () => {
    keep({ place, at })
    expect(unsentPlace('s1', server('2026-11-29T10:00:01.000Z'))).toBeNull()
  })

  test('counts only when it is one', () => {
    for (const value of [null, { at }, { ...place, at }, { place: { ...place, mode: 'sing' }, at }, { place }]) {
      keep(value)
      expect(unsentPlace('s1', null)).toBeNull()
    }
  })
})
