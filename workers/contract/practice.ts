/**
 * How a sentence is practised: a box per word; the whole sentence in one field; only chosen words (cloze); listening
 * without typing; speaking after it.
 */
export const PRACTICE_MODES = ['words', 'sentence', 'cloze', 'listen', 'shadow'] as const
export type PracticeMode = (typeof PRACTICE_MODES)[number]

/** Which words a cloze asks for: those with meaning, those of grammar, or those the learner did not hear before. */
export const CLOZE_KINDS = ['content', 'function', 'weak'] as const
export type ClozeKind = (typeof CLOZE_KINDS)[number]

/** Edges of clips are moved by hand in such steps, about two frames, and so far at once. */
export const NUDGE_MS = 50
export const MOST_NUDGE_MS = 2000

/** The ladder of hints, cheapest first. */
export const HINT_KINDS = ['slower', 'gaps', 'count', 'letters', 'word'] as const
export type HintKind = (typeof HINT_KINDS)[number]

/** A hint that was taken; `word` is the place in the transcript, from 0, or null for hints about the whole sentence. */
export type UsedHint = { kind: HintKind; word: number | null }
