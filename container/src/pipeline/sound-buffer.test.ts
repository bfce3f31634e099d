import { expect, it } from 'vitest'
import { createSoundBuffer } from './sound-buffer.ts'

/** Samples that count up from `from`. */
const block = (from: number, length: number): Float32Array => Float32Array.from({ length }, (_, i) => from + i)

it('gives the sound of a time, across blocks, as far as it is kept', () => {
  const buffer = createSoundBuffer()
  buffer.push(block(0, 1600))
  buffer.push(block(1600, 1600))
  buffer.push(block(3200, 1600))
  expect(buffer.between(50, 250)).toEqual(block(800, 3200))
  buffer.forgetBefore(120)
  expect(buffer.between(110, 130)).toEqual(block(1760, 320))
  expect(buffer.between(290, 900)).toEqual(block(4640, 160))
  expect(buffer.between(900, 950)).toHaveLength(0)
})
