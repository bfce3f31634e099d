import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createByteWindow } from './byte-window.ts'

it('holds exactly what came and was not forgotten, however it came', () => {
  const step = fc.record({
    chunk: fc.integer({ min: 0, max: 90_000 }),
    forget: fc.double({ min: 0, max: 1.2, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const window = createByteWindow()
      const byteAt = (place: number): number => (place * 31 + (place >> 8)) % 256
      let start = 0
      for (const { chunk, forget } of steps) {
        const from = window.end()
        window.push(Uint8Array.from({ length: chunk }, (_, i) => byteAt(from + i)))
        expect(window.end()).toBe(from + chunk)
        const place = Math.round(start + (window.end() - start) * forget)
        window.forgetBefore(place)
        start = Math.min(place, window.end())
        expect(window.size()).toBe(window.end() - start)
        const copy = window.copy(start, window.end())
        expect(copy?.every((byte, i) => byte === byteAt(start + i))).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})

it('gives no part of which something is forgotten or has not come', () => {
  const window = createByteWindow()
  window.push(Uint8Array.of(1, 2, 3, 4))
  window.forgetBefore(2)
  expect(window.copy(1, 3)).toBeNull()
  expect(window.copy(2, 5)).toBeNull()
  expect(window.copy(2, 4)).toEqual(Uint8Array.of(3, 4))
})

it('takes over what is pushed', () => {
  const chunk = new Uint8Array(100)
  createByteWindow().push(chunk)
  expect(chunk.length).toBe(0)
})
