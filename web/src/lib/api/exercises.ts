import type { Page } from '../../../../workers/contract/envelope.ts'
import type {
  AttemptView,
  EditBody,
  ExerciseListItem,
  ExerciseView,
  PlaceBody,
} from '../../../../workers/contract/exercises.ts'
import type { PracticeMode, UsedHint } from '../../../../workers/contract/practice.ts'
import type { Strictness } from '../../../../workers/domain/grading/strictness.ts'
import { call } from '../api-client.ts'
import { pagePath } from './page.ts'

export function listExercises(cursor: string | null, signal?: AbortSignal): Promise<Page<ExerciseListItem>> {
  return call(pagePath('/exercises', cursor), { ...(signal && { signal }) })
}

export function getExercise(exerciseSetId: string, signal?: AbortSignal): Promise<ExerciseView> {
  return call(`/exercises/${encodeURIComponent(exerciseSetId)}`, { ...(signal && { signal }) })
}

/** What the page sends: the API takes less, but then knows less. */
export type AttemptRequest = {
  attemptId: string
  itemId: string
  mode: PracticeMode
  hints: readonly UsedHint[]
  given: readonly number[]
  strictness: Strictness
  replays: number
} & ({ submittedWords: readonly string[] } | { text: string })

const setPath = (exerciseSetId: string): string => `/exercises/${encodeURIComponent(exerciseSetId)}`

export function sendAttempt(exerciseSetId: string, attempt: AttemptRequest): Promise<AttemptView> {
  return call(`${setPath(exerciseSetId)}/attempts`, { method: 'POST', json: attempt, keepalive: true })
}

/** `keepalive`: also while the page is being left. */
export function sendPlace(exerciseSetId: string, place: PlaceBody, keepalive: boolean): Promise<unknown> {
  return call(`${setPath(exerciseSetId)}/place`, { method: 'PUT', json: place, keepalive })
}

export function sendEdit(exerciseSetId: string, itemId: string, edit: EditBody): Promise<ExerciseView> {
  const path = `${setPath(exerciseSetId)}/items/${encodeURIComponent(itemId)}/edits`
  return call(path, { method: 'POST', json: edit })
}

export function undoEdit(exerciseSetId: string): Promise<ExerciseView> {
  return call(`${setPath(exerciseSetId)}/undo`, { method: 'POST' })
}
