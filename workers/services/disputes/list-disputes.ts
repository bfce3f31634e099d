import { and, desc, inArray, sql } from 'drizzle-orm'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { DisputeView } from '../../contract/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import { type Ctx, isoTime } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'

/** What learners say is wrong with their sentences, newest first. Names nobody. */
export async function listDisputes(ctx: Ctx, query: PageQuery): Promise<Page<DisputeView>> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const before = place ? sql`(${itemEdits.createdAt}, ${itemEdits.id}) < (${place.at}, ${place.id})` : undefined
  const rows = await ctx.db
    .select()
    .from(itemEdits)
    .where(and(inArray(itemEdits.kind, ['heard_right', 'clip_cut']), before))
    .orderBy(desc(itemEdits.createdAt), desc(itemEdits.id))
    .limit(query.limit + 1)
  return toPage(
    rows,
    query.limit,
    (row) => ({
      id: row.id,
      kind: row.kind === 'clip_cut' ? 'clip_cut' : 'heard_right',
      exerciseSetId: row.setId,
      itemId: row.before?.id ?? null,
      transcriptEn: row.before?.transcriptEn ?? null,
      expected: row.expected,
      heard: row.heard,
      undone: row.undoneAt !== null,
      createdAt: isoTime(row.createdAt),
    }),
    (row) => ({ at: row.createdAt, id: row.id }),
  )
}
