/** What became of one word. `added` is a word the learner typed that nobody said; the others speak of an expected word. */
export type Verdict = {
  kind: 'match' | 'typo' | 'wrong' | 'missing' | 'added'
  /** The word of the transcript as written there; null for `added`. */
  expected: string | null
  /** What the learner typed for it; null for `missing`. */
  submitted: string | null
}
