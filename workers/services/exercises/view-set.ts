import { and, eq, gte, type SQL, sql } from 'drizzle-orm'
import type { ExerciseSetView, ProgressView } from '../../contract/exercises.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { type Ctx, isoTime } from '../context.ts'

/** Sets with their progress, counted from the sentences; `completedSegments` counts each sentence once. */
export function selectSets(ctx: Ctx, where: SQL | undefined) {
  return ctx.db
    .select({
      set: exerciseSets,
      total: sql<number>`COUNT(${exerciseItems.id})`,
      completed: sql<number>`COUNT(${exerciseItems.solvedAt})`,
      clipsGone: sql<number>`COALESCE(SUM(${exerciseItems.clipGone}), 0)`,
      source: {
        url: jobs.sourceUrl,
        hash: jobs.sourceHash,
        fileName: jobs.sourceFileName,
        bytes: jobs.sourceBytes,
      },
    })
    .from(exerciseSets)
    .innerJoin(jobs, eq(jobs.id, exerciseSets.jobId))
    .leftJoin(exerciseItems, and(eq(exerciseItems.setId, exerciseSets.id), gte(exerciseItems.segmentIndex, 0)))
    .where(where)
    .groupBy(exerciseSets.id)
}

type Row = Awaited<ReturnType<typeof selectSets>>[number]

export const viewSet = (ctx: Ctx, row: Row): ExerciseSetView => ({
  id: row.set.id,
  title: row.set.title,
  jobId: row.set.jobId,
  createdAt: isoTime(row.set.createdAt),
  complete: row.set.complete,
  audioExpiresAt: isoTime(row.set.audioExpiresAt),
  restore: row.set.audioExpiresAt <= ctx.now() || row.clipsGone > 0 ? viewRestore(row) : null,
})

function viewRestore({ source: { url, hash, fileName, bytes } }: Row): ExerciseSetView['restore'] {
  if (url !== null) return { kind: 'link', url }
  return hash === null ? null : { kind: 'file', fileName, sizeBytes: bytes }
}

export const viewProgress = ({ set, total, completed }: Row): ProgressView => ({
  lastSegmentIndex: set.lastSegmentIndex,
  completedSegments: completed,
  totalSegments: total,
})
