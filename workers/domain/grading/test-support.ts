import { expect, it } from 'vitest'
import { gradeAttempt } from './grade.ts'
import type { AcceptedBecause, MarkedBecause } from './reasons.ts'

export type Pair = readonly [one: string, other: string]

/** Pairs that say the same are right whichever of the two was said and which typed, and the reason is told. */
export function itAccepts(because: AcceptedBecause | 'surface', pairs: readonly Pair[]): void {
  it.each(pairs)('%s = %s', (one, other) => {
    for (const [transcript, typed] of [
      [one, other],
      [other, one],
    ] as const) {
      const grade = gradeAttempt(transcript, typed)
      expect(grade, `${transcript} | ${typed}`).toMatchObject({ score: 100, isCorrect: true })
      const reasons = grade.verdicts.map(({ acceptedBecause = '' }) =>
        ['case', 'punctuation', 'characters'].includes(acceptedBecause) ? 'surface' : acceptedBecause,
      )
      expect(reasons, `${transcript} | ${typed}`).toContain(because)
    }
  })
}

/** What is typed for a word is marked so, with that reason. */
export function itMarks(kind: 'typo' | 'wrong', because: MarkedBecause | undefined, pairs: readonly Pair[]): void {
  it.each(pairs)('%s is not %s', (said, typed) => {
    const grade = gradeAttempt(`so ${said} then`, `so ${typed} then`)
    expect(grade.isCorrect).toBe(false)
    expect(grade.verdicts[1]).toMatchObject({ kind, expected: said.split(' ')[0] })
    expect(grade.verdicts[1]?.markedBecause).toBe(because)
  })
}

/** Each pair, and each the other way round. */
export const bothWays = (pairs: readonly Pair[]): Pair[] =>
  pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])
