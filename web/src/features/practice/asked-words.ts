import type { ClozeKind } from '../../../../workers/contract/practice.ts'
import { bareWord } from '../../../../workers/domain/text/bare-word.ts'

/** Words that carry grammar more than meaning, and that speech swallows: articles, pronouns, prepositions, auxiliaries. */
const FUNCTION_WORDS = new Set(
  (
    'a about above across after against all along although am among an and any are around as at be because been before ' +
    "behind being below between both but by can can't cannot could couldn't did didn't do does doesn't don't down during " +
    "each either every few for from had hadn't has hasn't have haven't he he's her hers him his how i i'd i'll i'm i've if " +
    "in into is isn't it it's its just like may me might mine more most must my near neither no nor not of off on once " +
    "one onto or other our out over own shall she she's should shouldn't since so some such than that that's the their " +
    "them then there there's these they they'd they'll they're they've this those though through till to too toward " +
    "under until up upon us very was wasn't we we'd we'll we're we've were weren't what what's when where which while " +
    "who who's whom whose why will with within without won't would wouldn't yet you you'd you'll you're you've your"
  ).split(' '),
)

export const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(bareWord(word))

/**
 * Which words of a sentence a cloze asks for, by place. `weak` are words the learner missed before; `given` are the places
 * that were not asked for, where a cloze is gone on with: what is weak may have changed since. A sentence always asks for
 * something: without a word of the kind, for its longest one.
 */
export function askedWords(
  words: readonly string[],
  kind: ClozeKind,
  weak: ReadonlySet<string>,
  given: readonly number[] | null = null,
): Set<number> {
  const wanted = (place: number): boolean => {
    const word = words[place] ?? ''
    if (given !== null) return !given.includes(place)
    if (kind === 'weak') return weak.has(bareWord(word))
    return isFunctionWord(word) === (kind === 'function')
  }
  const asked = new Set([...words.keys()].filter(wanted))
  if (asked.size === 0 && words.length > 0) {
    const longest = [...words.keys()].reduce((best, place) =>
      (words[place]?.length ?? 0) > (words[best]?.length ?? 0) ? place : best,
    )
    asked.add(longest)
  }
  return asked
}
