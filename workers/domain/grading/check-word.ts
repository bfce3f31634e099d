import { splitWords } from '../text/words.ts'
import { sameFrom } from './blocks.ts'
import { isSlip, isSplitSlip } from './slip.ts'
import { toTokens } from './token.ts'

/**
 * Compares one word of a transcript with what is in its box, for word-by-word practice. All rules of the grader hold,
 * also when the box has several words ("would have" for "would've"); nothing typed is `wrong`.
 */
export function checkWord(expected: string, typed: string): 'match' | 'typo' | 'wrong' {
  const said = toTokens(splitWords(expected))
  const words = toTokens(splitWords(typed))
  const [first] = said
  const [word] = words
  if (first === undefined || word === undefined) return said.length === words.length ? 'match' : 'wrong'
  const whole = sameFrom(said, words, 0, 0, { steps: MOST_STEPS }).find(
    (block) => block.expected === said.length && block.typed === words.length,
  )
  if (whole !== undefined) return whole.kind
  if (said.length > 1) return 'wrong'
  const isTypo = words.length === 1 ? isSlip(first, word) : words.length === 2 && isSplitSlip(first, word, words[1])
  return isTypo ? 'typo' : 'wrong'
}

/** Bounds the time for input made to waste it. */
const MOST_STEPS = 10_000
