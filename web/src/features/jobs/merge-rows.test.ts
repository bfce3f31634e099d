import { describe, expect, test } from 'vitest'
import type { ExerciseListItem } from '../../../../workers/contract/exercises.ts'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { mergeRows } from './merge-rows.ts'

const at = (day: number) => `2026-01-0${day}T00:00:00Z`

const job = (jobId: string, day: number): JobView => ({
  jobId,
  title: jobId,
  status: 'succeeded',
  stage: 'completed',
  progressPercent: 100,
  queuePosition: null,
  errorCode: null,
  errorMessage: null,
  exerciseSetId: null,
  restoring: false,
  readyItems: 1,
  quote: null,
  createdAt: at(day),
  updatedAt: at(day),
})
const set = (jobId: string, day: number): ExerciseListItem => ({
  id: `set-${jobId}`,
  title: jobId,
  jobId,
  createdAt: at(day),
  complete: true,
  audioExpiresAt: at(9),
  restore: null,
  progress: { lastSegmentIndex: 0, completedSegments: 0, totalSegments: 1 },
})

describe('jobs and exercise sets', () => {
  test('become one line each, newest first', () => {
    const rows = mergeRows([job('a', 1), job('b', 2)], [set('a', 1)], true)
    expect(rows.map(({ key, set: found }) => [key, found?.id])).toEqual([
      ['b', undefined],
      ['a', 'set-a'],
    ])
  })

  test('a set whose job is not loaded waits for all jobs', () => {
    expect(mergeRows([job('b', 2)], [set('a', 1)], false)).toHaveLength(1)
    expect(mergeRows([job('b', 2)], [set('a', 1)], true)).toHaveLength(2)
  })

  test('the cutting anew of a set’s clips has a line while it lasts and when it failed', () => {
    const restoring = (jobId: string, status: JobView['status']): JobView => ({
      ...job(jobId, 2),
      restoring: true,
      status,
    })
    const all = (['queued', 'running', 'failed', 'succeeded', 'cancelled'] as const).map((status) =>
      restoring(status, status),
    )
    expect(mergeRows(all, [], true).map(({ key }) => key)).toEqual(['queued', 'running', 'failed'])
  })
})
