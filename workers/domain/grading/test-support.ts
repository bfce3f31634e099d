import { expect, it } from 'vitest'
import { gradeAttempt } from './grade.ts'
import type { AcceptedBecause } from './reasons.ts'

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
