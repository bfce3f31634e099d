import { z } from 'zod'
import type { Verdict } from '../domain/grading/grade.ts'

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
}

export type ExerciseView = { exerciseSet: ExerciseSetView; progress: ProgressView; items: ItemView[] }
export type ExerciseListItem = ExerciseSetView & { progress: ProgressView }

const word = z.string().max(100)

/** Either the words as typed, slot by slot, or the whole text. */
export const attemptBody = z
  .object({
    itemId: z.string().min(1).max(80),
    submittedWords: z.array(word).max(400).optional(),
    text: z.string().max(4000).optional(),
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
  /** One per expected word: was it heard. */
  wordResults: boolean[]
  /** In reading order: expected words and, between them, words that were added. */
  verdicts: Verdict[]
  progress: ProgressView
}
