import { describe, expect, it } from 'vitest'
import { joinFragments } from './join-fragments.ts'
import type { Piece } from './piece.ts'

const piece = (startMs: number, endMs: number): Piece => ({
  startMs,
  endMs,
  pauses: [],
  cutInSpeech: false,
  weak: false,
})
const edges = (pieces: readonly Piece[]): number[][] => pieces.map(({ startMs, endMs }) => [startMs, endMs])

describe('joinFragments', () => {
  it.each<[name: string, pending: number[][], quietUntilMs: number, settled: number[][], rest: number[][]]>([
    ['keeps the last piece until its pause is long enough', [[0, 3000]], 3700, [], [[0, 3000]]],
    ['lets it go then', [[0, 3000]], 3701, [[0, 3000]], []],
    [
      'lets a whole sentence go when the next is one too',
      [
        [0, 3000],
        [3400, 6000],
      ],
      6000,
      [[0, 3000]],
      [[3400, 6000]],
    ],
    [
      'joins a fragment to what follows',
      [
        [0, 600],
        [1000, 4000],
      ],
      9000,
      [[0, 4000]],
      [],
    ],
    [
      'joins a fragment to what was before',
      [
        [0, 3000],
        [3300, 3900],
      ],
      9000,
      [[0, 3900]],
      [],
    ],
    [
      'waits for the other neighbour of a fragment',
      [
        [0, 3000],
        [3300, 3900],
      ],
      4000,
      [],
      [
        [0, 3000],
        [3300, 3900],
      ],
    ],
    [
      'takes the nearer neighbour',
      [
        [0, 3000],
        [3600, 4200],
        [4500, 7000],
      ],
      9000,
      [
        [0, 3000],
        [3600, 7000],
      ],
      [],
    ],
    [
      'takes the earlier one of equals',
      [
        [0, 3000],
        [3400, 4000],
        [4400, 7000],
      ],
      9000,
      [
        [0, 4000],
        [4400, 7000],
      ],
      [],
    ],
    [
      'leaves a far fragment alone',
      [
        [0, 3000],
        [3800, 4400],
      ],
      9000,
      [
        [0, 3000],
        [3800, 4400],
      ],
      [],
    ],
    [
      'makes nothing longer than ten seconds',
      [
        [0, 9500],
        [9800, 10_400],
      ],
      12_000,
      [
        [0, 9500],
        [9800, 10_400],
      ],
      [],
    ],
    [
      'joins fragments to each other',
      [
        [0, 400],
        [700, 1100],
        [1400, 1900],
      ],
      9000,
      [[0, 1900]],
      [],
    ],
  ])('%s', (_, pending, quietUntilMs, settled, rest) => {
    const result = joinFragments(
      pending.map(([startMs = 0, endMs = 0]) => piece(startMs, endMs)),
      quietUntilMs,
    )
    expect(edges(result.settled)).toEqual(settled)
    expect(edges(result.pending)).toEqual(rest)
  })

  it('keeps a short word beside other speech, and drops a click that is alone', () => {
    const weak = { ...piece(3300, 3400), weak: true }
    expect(edges(joinFragments([piece(0, 3000), weak], 9000).settled)).toEqual([[0, 3400]])
    expect(joinFragments([weak], 9000)).toEqual({ settled: [], pending: [] })
  })
})
