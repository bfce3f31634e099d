import { expect, it } from 'vitest'
import { freeNow } from './free-now.ts'

it('leaves nothing of the array', () => {
  const array = new Float32Array(1000)
  freeNow(array)
  expect(array.length).toBe(0)
})

it('leaves memory that threads share alone', () => {
  const shared = new Float32Array(new SharedArrayBuffer(16))
  freeNow(shared)
  expect(shared.length).toBe(4)
})

it('leaves alone what is a part of something larger', () => {
  const whole = Float32Array.of(1, 2, 3)
  freeNow(whole.subarray(1))
  expect(whole).toEqual(Float32Array.of(1, 2, 3))
})
