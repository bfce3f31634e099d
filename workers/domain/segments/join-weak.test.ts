import { describe, expect, it } from 'vitest'
import { joinWeak } from './join-weak.ts'
import type { Piece } from './piece.ts'

type Times = [startMs: number, endMs: number]

const piece = ([startMs, endMs]: Times): Piece => ({ startMs, endMs, pauses: [], cutInSpeech: false, weak: false })
const click = (times: Times): Piece => ({ ...piece(times), weak: true })
const edges = (pieces: readonly Piece[]): number[][] => pieces.map(({ startMs, endMs }) => [startMs, endMs])

describe('joinWeak', () => {
  it('keeps the last piece until its pause is long enough', () => {
    expect(edges(joinWeak([piece([0, 3000])], 3700).pending)).toEqual([[0, 3000]])
    expect(edges(joinWeak([piece([0, 3000])], 3701).settled)).toEqual([[0, 3000]])
  })

  it('lets a piece go when the next one is known', () => {
    const { settled, pending } = joinWeak([piece([0, 3000]), piece([3400, 6000])], 6000)
    expect([edges(settled), edges(pending)]).toEqual([[[0, 3000]], [[3400, 6000]]])
  })

  it('leaves short speech to its words', () => {
    expect(joinWeak([piece([0, 3000]), piece([3250, 3650]), piece([3900, 7000])], 9000).settled).toHaveLength(3)
  })

  it.each<[name: string, pending: Piece[], settled: number[][]]>([
    ['takes a short word to what follows it', [click([0, 100]), piece([300, 4000])], [[0, 4000]]],
    ['takes a short word to what was before it', [piece([0, 3000]), click([3200, 3300])], [[0, 3300]]],
    [
      'takes the nearer neighbour',
      [piece([0, 3000]), click([3280, 3380]), piece([3500, 7000])],
      [
        [0, 3000],
        [3280, 7000],
      ],
    ],
    [
      'takes the earlier one of equals',
      [piece([0, 3000]), click([3200, 3300]), piece([3500, 7000])],
      [
        [0, 3300],
        [3500, 7000],
      ],
    ],
    [
      'leaves out a breath far from both',
      [piece([0, 3000]), click([3400, 3500]), piece([3900, 7000])],
      [
        [0, 3000],
        [3900, 7000],
      ],
    ],
    ['leaves out a click that is alone', [click([3400, 3500])], []],
    [
      'joins clicks that are near to each other and to speech',
      [click([0, 100]), click([200, 300]), piece([500, 2000])],
      [[0, 2000]],
    ],
  ])('%s', (_, pending, settled) => {
    const result = joinWeak(pending, 12_000)
    expect(edges(result.settled)).toEqual(settled)
    expect(result.pending).toEqual([])
  })

  it('waits for the other neighbour of a short word', () => {
    const pending = [piece([0, 3000]), click([3200, 3300])]
    expect(joinWeak(pending, 3600)).toEqual({ settled: [], pending })
  })
})
