import type { Verdict } from '../grading/grade.ts'
import { phrasesOf } from './phrases-of.ts'

/**
 * The transcript as the learner says it was: one verdict is decided for what was typed, and with it all words that were
 * read as one phrase ("a lot" as "alot"). Words that were replaced are replaced, one that was missing goes, one that was
 * added stays. Null when there is nothing to correct, or nothing would be left.
 */
export function correctKey(verdicts: readonly Verdict[], at: number): string | null {
  const disputed = verdicts[at]
  if (disputed === undefined || disputed.kind === 'match') return null
  const words = phrasesOf(verdicts).flatMap(({ first, length }) => {
    const expected = verdicts.slice(first, first + length).flatMap((verdict) => verdict.expected ?? [])
    if (at < first || at >= first + length) return expected
    return disputed.submitted === null ? [] : [withPunctuation(disputed.submitted, expected.join(' '))]
  })
  return words.length === 0 ? null : words.join(' ')
}

/** What stood around the old word stays: "their," heard as "there" is "there,". A capital stays as well. */
function withPunctuation(typed: string, old: string): string {
  const [, lead = '', core = '', tail = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(old) ?? []
  const bare = typed.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '') || typed
  const [first = ''] = core
  const isCapital = first !== first.toLowerCase() && core.slice(1) === core.slice(1).toLowerCase()
  return lead + (isCapital ? bare.charAt(0).toUpperCase() + bare.slice(1) : bare) + tail
}
