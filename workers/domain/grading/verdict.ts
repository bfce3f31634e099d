import type { AcceptedBecause, MarkedBecause } from './reasons.ts'
import type { Strictness } from './strictness.ts'

/** What became of one word. `added` is a word the learner typed that nobody said; the others speak of an expected word. */
export type Verdict = {
  kind: 'match' | 'typo' | 'wrong' | 'missing' | 'added'
  /** The word of the transcript as written there; null for `added`. */
  expected: string | null
  /**
   * What the learner typed for it; null for `missing`, and for a `match` that is a filler ("um") left out. Where several
   * words were read as one phrase ("I'd" for "I would"), each expected word of it carries the whole phrase that was typed.
   */
  submitted: string | null
  /** Set on a `match` that is written differently, with the rule that accepts it; on an `added` filler, which is free. */
  acceptedBecause?: AcceptedBecause
  /** Set on a `typo`, and on a `wrong` of which more is known; `homophone` is "heard right, spelled wrong". */
  markedBecause?: MarkedBecause
}

/** Whether a word counts as heard: a typo has to be mended, unless it is marked leniently. */
export const isRight = ({ kind }: Verdict, strictness: Strictness): boolean =>
  kind === 'match' || (kind === 'typo' && strictness === 'lenient')
