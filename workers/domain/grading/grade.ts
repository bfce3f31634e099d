import { splitWords } from '../text/words.ts'
import type { Step } from './align.ts'
import { align } from './align.ts'
import { markStep } from './mark.ts'
import { scoreOf } from './score.ts'
import type { Strictness } from './strictness.ts'
import type { Token } from './token.ts'
import { toTokens } from './token.ts'
import { isRight, type Verdict } from './verdict.ts'

export type { Verdict } from './verdict.ts'

export type Grade = {
  /** 0 to 100; 100 only when `isCorrect`. */
  score: number
  /** Every word right as `strictness` has it, and nothing added. Fillers ("um") may be left out or put in. */
  isCorrect: boolean
  strictness: Strictness
  /** One per word of `splitWords(transcript)`: whether it is right. A typo is not, as it has to be mended, unless lenient. */
  wordResults: boolean[]
  /** In reading order, one per expected word and one per added word between them. */
  verdicts: Verdict[]
}

/**
 * Grades what a learner typed for a sentence. Words are aligned in order at the least cost, never by position, so one
 * missed word costs one word. The result depends on the text only, never on how or how fast it was typed.
 * @param submitted the text as typed, or what is in each box, in order; a box may be empty or hold several words.
 */
export function gradeAttempt(
  transcript: string,
  submitted: readonly string[] | string,
  strictness: Strictness = 'standard',
): Grade {
  const words = splitWords(transcript)
  const expected = toTokens(words, [...words.keys()])
  const typed = typeof submitted === 'string' ? toTokens(splitWords(submitted)) : slotTokens(submitted)
  const verdicts = toVerdicts(align(expected, typed), expected, typed, strictness)
  const wordResults = verdicts
    .filter((verdict) => verdict.kind !== 'added')
    .map((verdict) => isRight(verdict, strictness))
  const isCorrect = verdicts.every((verdict) => isRight(verdict, strictness) || isFreeFiller(verdict))
  return { score: scoreOf(verdicts, strictness), isCorrect, strictness, wordResults, verdicts }
}

function slotTokens(slots: readonly string[]): Token[] {
  const words: string[] = []
  const places: number[] = []
  for (const [place, text] of slots.entries()) {
    for (const word of splitWords(text)) {
      words.push(word)
      places.push(place)
    }
  }
  return toTokens(words, places)
}

function toVerdicts(
  steps: readonly Step[],
  expected: readonly Token[],
  typed: readonly Token[],
  strictness: Strictness,
): Verdict[] {
  // Who heard nothing did not leave the fillers out on purpose.
  const hasHeard = steps.some((step) => step.kind === 'match' || step.kind === 'typo')
  const verdicts: Verdict[] = []
  let i = 0
  let j = 0
  for (const step of steps) {
    const said = expected.slice(i, i + step.expected)
    const words = typed.slice(j, j + step.typed)
    const marks = markStep(step, said, words, strictness, hasHeard)
    const submitted = words.length === 0 ? null : words.map((token) => token.surface).join(' ')
    if (said.length === 0) verdicts.push({ expected: null, submitted, ...marks })
    for (const token of said) verdicts.push({ expected: token.surface, submitted, ...marks })
    i += step.expected
    j += step.typed
  }
  return verdicts
}

const isFreeFiller = (verdict: Verdict): boolean => verdict.kind === 'added' && verdict.acceptedBecause === 'filler'
