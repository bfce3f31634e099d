import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { DisputesQuery } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import type { DisputeView } from '../../contract/exercises.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import { type Ctx, isoTime } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'
import { signClipUrl } from '../exercises/clip-signature.ts'

/**
 * What learners say is wrong with their sentences, newest first, each with its clip while that is kept; `open` leaves out
 * what is settled or was taken back. Names nobody.
 */
export async function listDisputes(ctx: Ctx, query: DisputesQuery): Promise<Page<DisputeView>> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const before = place ? sql`(${itemEdits.createdAt}, ${itemEdits.id}) < (${place.at}, ${place.id})` : undefined
  // In the very words of the index over open disputes, which is small however many there have been.
  const which =
    query.open === 'true'
      ? sql`kind IN ('heard_right', 'clip_cut') AND settled_at IS NULL AND undone_at IS NULL`
      : inArray(itemEdits.kind, ['heard_right', 'clip_cut'])
  const rows = await ctx.db
    .select({ edit: itemEdits, now: exerciseItems, audioExpiresAt: exerciseSets.audioExpiresAt })
    .from(itemEdits)
    .innerJoin(exerciseSets, eq(exerciseSets.id, itemEdits.setId))
    .leftJoin(exerciseItems, eq(exerciseItems.id, sql`${itemEdits.before} ->> 'id'`))
    .where(and(which, before))
    .orderBy(desc(itemEdits.createdAt), desc(itemEdits.id))
    .limit(query.limit + 1)
  const urls = new Map(
    await Promise.all(
      rows.flatMap(({ now, audioExpiresAt }) =>
        now && audioExpiresAt > ctx.now() && !now.clipGone
          ? [signClipUrl(ctx.settings.jwtSecret, now.id, ctx.now()).then((url) => [now.id, url] as const)]
          : [],
      ),
    ),
  )
  return toPage(
    rows,
    query.limit,
    ({ edit, now }) => ({
      id: edit.id,
      kind: edit.kind === 'clip_cut' ? 'clip_cut' : 'heard_right',
      exerciseSetId: edit.setId,
      itemId: edit.before?.id ?? null,
      transcriptEn: edit.before?.transcriptEn ?? null,
      currentTranscriptEn: now?.transcriptEn ?? null,
      audioUrl: (now && urls.get(now.id)) ?? null,
      expected: edit.expected,
      heard: edit.heard,
      undone: edit.undoneAt !== null,
      settlement: edit.settlement,
      settledAt: edit.settledAt === null ? null : isoTime(edit.settledAt),
      createdAt: isoTime(edit.createdAt),
    }),
    ({ edit }) => ({ at: edit.createdAt, id: edit.id }),
  )
}
