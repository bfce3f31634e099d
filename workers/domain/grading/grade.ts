import { splitWords } from '../text/words.ts'
import type { Step } from './align.ts'
import { align } from './align.ts'
import type { AcceptedBecause } from './readings.ts'
import type { Token } from './token.ts'
import { toTokens } from './token.ts'

/** What became of one word. `added` is a word the learner typed that nobody said; the others speak of an expected word. */
export type Verdict = {
  kind: 'match' | 'typo' | 'wrong' | 'missing' | 'added'
  /** The word of the transcript as written there; null for `added`. */
  expected: string | null
  /**
   * What the learner typed for it; null for `missing`. Where several words were read as one phrase ("I'd" for
   * "I would"), each expected word of it carries the whole phrase that was typed.
   */
  submitted: string | null
  /** Set on a `match` that is written differently, with the rule that accepts it. */
  acceptedBecause?: AcceptedBecause
}

export type Grade = {
  /** 0 to 100; 100 only when `isCorrect`. */
  score: number
  /** Every word heard and spelled, and nothing added. A typo is not correct: the spelling is part of the exercise. */
  isCorrect: boolean
  /** One per word of `splitWords(transcript)`: true for a match. False for a typo, as it has to be mended. */
  wordResults: boolean[]
  /** In reading order, one per expected word and one per added word between them. */
  verdicts: Verdict[]
}

/**
 * Grades what a learner typed for a sentence. Words are aligned in order at the least cost, never by position, so one
 * missed word costs one word.
 * @param submitted the text as typed, or what is in each box, in order; a box may be empty or hold several words.
 */
export function gradeAttempt(transcript: string, submitted: readonly string[] | string): Grade {
  const words = splitWords(transcript)
  const expected = toTokens(words, [...words.keys()])
  const typed = typeof submitted === 'string' ? toTokens(splitWords(submitted)) : slotTokens(submitted)
  const verdicts = toVerdicts(align(expected, typed), expected, typed)
  const wordResults = verdicts.filter((verdict) => verdict.kind !== 'added').map((verdict) => verdict.kind === 'match')
  const isCorrect = verdicts.every((verdict) => verdict.kind === 'match')
  return { score: scoreOf(verdicts), isCorrect, wordResults, verdicts }
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

function toVerdicts(steps: readonly Step[], expected: readonly Token[], typed: readonly Token[]): Verdict[] {
  const verdicts: Verdict[] = []
  let i = 0
  let j = 0
  for (const step of steps) {
    const phrase = typed
      .slice(j, j + step.typed)
      .map((token) => token.surface)
      .join(' ')
    const submitted = step.typed === 0 ? null : phrase
    if (step.expected === 0) verdicts.push({ kind: step.kind, expected: null, submitted })
    for (const token of expected.slice(i, i + step.expected)) {
      const verdict: Verdict = { kind: step.kind, expected: token.surface, submitted }
      if (step.because !== undefined) verdict.acceptedBecause = step.because
      verdicts.push(verdict)
    }
    i += step.expected
    j += step.typed
  }
  return verdicts
}

/**
 * Words right (a typo is half right) out of the words said, or of the words typed where those are more. So a word
 * added costs as a wrong one does, and taking a right word away never pays. 100 is kept for an attempt without fault.
 */
function scoreOf(verdicts: readonly Verdict[]): number {
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length
  const added = count('added')
  const all = verdicts.length - added + Math.max(0, added - count('missing'))
  const right = count('match') + count('typo') / 2
  return right === all ? 100 : Math.min(99, Math.round((100 * right) / all))
}
