import type { Page } from '../../../../workers/contract/envelope.ts'
import type { AttemptView, ExerciseListItem, ExerciseView } from '../../../../workers/contract/exercises.ts'
import { call } from '../api-client.ts'
import { pagePath } from './page.ts'

export function listExercises(cursor: string | null, signal?: AbortSignal): Promise<Page<ExerciseListItem>> {
  return call(pagePath('/exercises', cursor), { ...(signal && { signal }) })
}

export function getExercise(exerciseSetId: string, signal?: AbortSignal): Promise<ExerciseView> {
  return call(`/exercises/${encodeURIComponent(exerciseSetId)}`, { ...(signal && { signal }) })
}

export function sendAttempt(
  exerciseSetId: string,
  itemId: string,
  submittedWords: readonly string[],
): Promise<AttemptView> {
  return call(`/exercises/${encodeURIComponent(exerciseSetId)}/attempts`, {
    method: 'POST',
    json: { itemId, submittedWords },
  })
}
