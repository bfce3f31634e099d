import { z } from 'zod'
import {
  CLOZE_KINDS,
  type ClozeKind,
  HINT_KINDS,
  MOST_NUDGE_MS,
  PRACTICE_MODES,
  type PracticeMode,
  type UsedHint,
} from './practice.ts'
import type { Strictness } from '../domain/grading/strictness.ts'
import type { Verdict } from '../domain/grading/verdict.ts'

/** A sentence to practise. Times are milliseconds in the source; `audioUrl` carries a short-lived signature. */
export type ItemView = {
  id: string
  segmentIndex: number
  startMs: number
  endMs: number
  transcriptEn: string
  /** Empty when no translation was made. */
  translationZh: string
  wordCount: number
  /** True when recognition was not sure of itself here. */
  needsReview: boolean
  /** Why, where that is known. */
  reviewReason: string | null
  /** Null once the clip is no longer kept. */
  audioUrl: string | null
  /** Whether this learner has got the sentence right at least once. */
  solved: boolean
}

export type ProgressView = {
  /** The sentence practised last; 0 before the first. */
  lastSegmentIndex: number
  /** How many different sentences were right at least once. */
  completedSegments: number
  totalSegments: number
}

export type ExerciseSetView = {
  id: string
  title: string
  jobId: string
  createdAt: string
  /** False while sentences are still arriving. */
  complete: boolean
  audioExpiresAt: string
  /** What brings the clips back once they are gone, at no charge: the same file, or the link. Null: nothing lacks, or nothing can. */
  restore: { kind: 'file'; fileName: string; sizeBytes: number } | { kind: 'link'; url: string } | null
}

/** Where the learner stood last, on whatever device. */
export type PlaceView = {
  itemId: string
  mode: PracticeMode
  /** Which words its cloze asks for; null from clients that did not say. */
  cloze: ClozeKind | null
  words: string[]
  /** In cloze mode: places of words that are not asked for. */
  given: number[]
  hints: UsedHint[]
  replays: number
  updatedAt: string
}

export type ExerciseView = {
  exerciseSet: ExerciseSetView
  progress: ProgressView
  items: ItemView[]
  /** Null before the first sentence, and for clients that never said. */
  place: PlaceView | null
  /** Whether the last edit of a sentence can be taken back. */
  canUndo: boolean
  /** What that would take back, of which sentences; null when there is nothing. */
  undo: { kind: EditBody['kind']; itemIds: string[] } | null
  /** The server's clock when it answered: a device's own may be minutes off. */
  now: string
}
export type ExerciseListItem = ExerciseSetView & { progress: ProgressView }

const word = z.string().max(100)
const wordPlace = z.number().int().min(0).max(400)
const hints = z
  .array(z.object({ kind: z.enum(HINT_KINDS), word: wordPlace.nullable() }))
  .max(1000)
  .default([])
const mode = z.enum(PRACTICE_MODES)
/** Words that were not asked for (cloze). */
const given = z.array(wordPlace).max(400).default([])
const replays = z.number().int().min(0).max(100_000).default(0)

/** Either the words as typed, slot by slot, or the whole text. */
export const attemptBody = z
  .object({
    itemId: z.string().min(1).max(80),
    submittedWords: z.array(word).max(400).optional(),
    text: z.string().max(4000).optional(),
    /** Made by the client: the same attempt sent twice is kept once. */
    attemptId: z.uuid().optional(),
    mode: mode.optional(),
    hints,
    /** The score is of the other words. */
    given,
    replays,
    /** `standard` when not said. */
    strictness: z.enum(['strict', 'standard', 'lenient'] satisfies Strictness[]).optional(),
  })
  .refine((body) => (body.submittedWords === undefined) !== (body.text === undefined), {
    message: 'Send submittedWords or text, one of the two.',
    path: ['submittedWords'],
  })
export type AttemptBody = z.infer<typeof attemptBody>

export type AttemptView = {
  attemptId: string
  /** 0 to 100. */
  score: number
  isCorrect: boolean
  strictness: Strictness
  /** One per expected word: is it right. A typo is not, unless marked leniently. */
  wordResults: boolean[]
  /** In reading order: expected words and, between them, words that were added. */
  verdicts: Verdict[]
  /** Points that hints took off the score. */
  hintCost: number
  progress: ProgressView
}

export const placeBody = z.object({
  /** Random, kept by the browser: a device writes over its own place only. */
  device: z.string().min(8).max(64),
  itemId: z.string().min(1).max(80),
  mode,
  cloze: z.enum(CLOZE_KINDS).nullable().default(null),
  words: z.array(z.string().max(4000)).max(400).default([]),
  given,
  hints,
  replays,
})
export type PlaceBody = z.infer<typeof placeBody>

/** A change to a sentence. All can be undone, latest first. */
export const editBody = z.discriminatedUnion('kind', [
  /** In two, before the word `wordIndex` (from 0); `atMs` is the moment in the source, guessed when it is not given. */
  z.object({
    kind: z.literal('split'),
    wordIndex: z.number().int().min(1).max(400),
    atMs: z.number().int().min(0).optional(),
  }),
  z.object({ kind: z.literal('merge') }),
  z.object({ kind: z.literal('text'), transcriptEn: z.string().trim().min(1).max(2000) }),
  /** Moves an edge of the clip; negative is earlier. */
  z.object({
    kind: z.literal('nudge'),
    edge: z.enum(['start', 'end']),
    byMs: z.number().int().min(-MOST_NUDGE_MS).max(MOST_NUDGE_MS),
  }),
  /** "The clip is cut": the edge is moved outwards, and the admin sees it. */
  z.object({ kind: z.literal('clip_cut'), edge: z.enum(['start', 'end']) }),
  /** "I heard it right": the verdict at `verdictIndex` of an attempt is decided for the learner. */
  z.object({
    kind: z.literal('heard_right'),
    attemptId: z.string().min(1).max(80),
    verdictIndex: z.number().int().min(0).max(1000),
  }),
])
export type EditBody = z.infer<typeof editBody>
