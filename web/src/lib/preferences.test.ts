import { describe, expect, test } from 'vitest'
import { DEFAULTS, readPreferences } from './preferences.ts'

describe('preferences', () => {
  test('come back as they were stored', () => {
    const mine = { ...DEFAULTS, mode: 'cloze' as const, repeats: 3, rates: [1, null, 0.7], keys: { replay: ['Alt+R'] } }
    expect(readPreferences(JSON.parse(JSON.stringify(mine)))).toEqual(mine)
  })

  test('are the usual ones where the stored value makes no sense, field by field', () => {
    const read = readPreferences({
      mode: 'sing',
      repeats: 99,
      gapMs: -5,
      loop: 'yes',
      keys: { replay: 7 },
      waveform: true,
    })
    expect(read).toEqual({ ...DEFAULTS, repeats: 10, gapMs: 0, waveform: true })
    for (const odd of [null, 3, [], 'x']) expect(readPreferences(odd)).toEqual(DEFAULTS)
  })
})
