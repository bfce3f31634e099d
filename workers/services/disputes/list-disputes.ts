import { and, desc, eq, sql } from 'drizzle-orm'
import type { DisputedClip, DisputesQuery, DisputeView } from '../../contract/disputes.ts'
import type { Page } from '../../contract/envelope.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import { objectBytesOf } from '../../domain/clips/clip-window.ts'
import { type Ctx, isoTime } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { clipUrl } from '../exercises/clip-url.ts'

/**
 * What learners say is wrong with their sentences, newest first, each with its clip while that is kept; `open` leaves out
 * what is settled or was taken back. Names nobody.
 */
export async function listDisputes(ctx: Ctx, query: DisputesQuery): Promise<Page<DisputeView>> {
  const before = behind(query.cursor, itemEdits.createdAt, itemEdits.id)
  // In the very words of the indices over disputes and over open ones: another wording, or a parameter, would not use them.
  const which =
    query.open === 'true'
      ? sql`kind IN ('heard_right', 'clip_cut') AND settled_at IS NULL AND undone_at IS NULL`
      : sql`kind IN ('heard_right', 'clip_cut')`
  const rows = await ctx.db
    .select({ edit: itemEdits, now: exerciseItems, audioExpiresAt: exerciseSets.audioExpiresAt })
    .from(itemEdits)
    .innerJoin(exerciseSets, eq(exerciseSets.id, itemEdits.setId))
    .leftJoin(exerciseItems, eq(exerciseItems.id, sql`${itemEdits.before} ->> 'id'`))
    .where(and(which, before))
    .orderBy(desc(itemEdits.createdAt), desc(itemEdits.id))
    .limit(query.limit + 1)
  const page = toPage(
    rows,
    query.limit,
    (row) => viewDispute(ctx, row),
    ({ edit }) => ({ at: edit.createdAt, id: edit.id }),
  )
  return { ...page, items: await Promise.all(page.items) }
}

type Row = {
  edit: typeof itemEdits.$inferSelect
  now: typeof exerciseItems.$inferSelect | null
  audioExpiresAt: number
}

async function viewDispute(ctx: Ctx, { edit, now, audioExpiresAt }: Row): Promise<DisputeView> {
  const current = now !== null && now.segmentIndex >= 0 ? now : null
  const audioUrl = now && (await clipUrl(ctx, now, audioExpiresAt))
  return {
    id: edit.id,
    kind: edit.kind === 'clip_cut' ? 'clip_cut' : 'heard_right',
    exerciseSetId: edit.setId,
    itemId: edit.before?.id ?? null,
    transcriptEn: edit.before?.transcriptEn ?? null,
    currentTranscriptEn: current?.transcriptEn ?? null,
    audioUrl,
    clip: current && audioUrl !== null ? viewClip(current) : null,
    expected: edit.expected,
    heard: edit.heard,
    undone: edit.undoneAt !== null,
    settlement: edit.settlement,
    settledAt: edit.settledAt === null ? null : isoTime(edit.settledAt),
    createdAt: isoTime(edit.createdAt),
  }
}

function viewClip(item: DisputedClip): DisputedClip {
  const { startMs, endMs, clipOffset, clipBytes } = item
  return { startMs, endMs, clipOffset, clipBytes, clipObjectBytes: objectBytesOf(item) }
}
