import { and, desc, eq, gte, sql, type SQL } from 'drizzle-orm'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import { type Statement, transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'

export type ItemRow = typeof exerciseItems.$inferSelect
export type NewEdit = Pick<typeof itemEdits.$inferInsert, 'kind' | 'before' | 'retired' | 'made' | 'expected' | 'heard'>

/** A set as it is before an edit. `seq` is read first: whoever edits in between makes this edit fail. */
export type EditBase = { setId: string; userId: string; seq: number; jobId: string; audioExpiresAt: number }

/** @throws AppError exercise_not_found, also for somebody else's */
export async function openEdit(ctx: Ctx, userId: string, setId: string): Promise<EditBase> {
  const [set] = await ctx.db
    .select({ jobId: exerciseSets.jobId, audioExpiresAt: exerciseSets.audioExpiresAt })
    .from(exerciseSets)
    .where(and(eq(exerciseSets.id, setId), eq(exerciseSets.userId, userId)))
  if (!set) throw new AppError('exercise_not_found')
  const [last] = await ctx.db
    .select({ seq: itemEdits.seq })
    .from(itemEdits)
    .where(eq(itemEdits.setId, setId))
    .orderBy(desc(itemEdits.seq))
    .limit(1)
  return { setId, userId, ...set, seq: (last?.seq ?? 0) + 1 }
}

/** A sentence of the set; null when it is none of its, or was replaced. */
export async function findItem(ctx: Ctx, base: EditBase, where: SQL): Promise<ItemRow | null> {
  const [row] = await ctx.db
    .select()
    .from(exerciseItems)
    .where(and(eq(exerciseItems.setId, base.setId), gte(exerciseItems.segmentIndex, 0), where))
  return row ?? null
}

/** An edit and what it does. */
export type PlannedEdit = { edit: NewEdit; statements: readonly Statement[] }

/** What must hold of the set at the moment of writing, and the code of the refusal when it does not. */
export type Condition = { holds: SQL; otherwise: ErrorCode }

/** No sentence can arrive any more: a job that failed may be tried again, and then counts on from the sentences there are. */
export const WHEN_COMPLETE: Condition = {
  holds: sql`complete AND (SELECT status FROM jobs WHERE jobs.id = exercise_sets.job_id) = 'succeeded'`,
  otherwise: 'exercise_not_complete',
}

/**
 * Writes edits, each with what it does, and then `also`, as one transaction.
 * @throws AppError edit_conflict when another edit came first, exercise_not_found when the set was deleted meanwhile, and
 * what the condition says
 */
export async function writeEdits(
  ctx: Ctx,
  base: EditBase,
  planned: readonly PlannedEdit[],
  condition: Condition | null = null,
  also: readonly Statement[] = [],
): Promise<void> {
  const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))
  const insert = (edit: NewEdit, seq: number): SQL =>
    // Without its number the row is refused, and with it everything else.
    sql`
      INSERT INTO item_edits (id, user_id, set_id, seq, kind, before, retired, made, expected, heard, created_at)
      SELECT ${newId()}, user_id, id, CASE WHEN ${condition?.holds ?? sql`TRUE`} THEN ${seq} END, ${edit.kind},
             ${json(edit.before)}, ${json(edit.retired ?? [])}, ${json(edit.made ?? [])}, ${edit.expected ?? null},
             ${edit.heard ?? null}, ${ctx.now()}
      FROM exercise_sets WHERE id = ${base.setId} RETURNING id`
  let written: D1Result[]
  try {
    written = await transact(ctx.db, [
      ...planned.flatMap(({ edit, statements }, index) => [insert(edit, base.seq + index), ...statements]),
      ...also,
    ])
  } catch (error) {
    const text = String(error)
    if (/UNIQUE constraint failed: item_edits/.test(text)) throw new AppError('edit_conflict')
    if (condition && /NOT NULL constraint failed: item_edits.seq/.test(text)) throw new AppError(condition.otherwise)
    throw error
  }
  if (written[0]?.results.length === 0) throw new AppError('exercise_not_found')
}
