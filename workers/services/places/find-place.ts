import { and, desc, eq, gte } from 'drizzle-orm'
import type { PlaceView } from '../../contract/exercises.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { places } from '../../db/schema/practice.ts'
import { type Ctx, isoTime } from '../context.ts'

/** Where to go on in a set: the youngest place of any device whose sentence is still there. */
export async function findPlace(ctx: Ctx, setId: string): Promise<PlaceView | null> {
  const [row] = await ctx.db
    .select({ place: places })
    .from(places)
    .innerJoin(exerciseItems, and(eq(exerciseItems.id, places.itemId), gte(exerciseItems.segmentIndex, 0)))
    .where(eq(places.setId, setId))
    .orderBy(desc(places.updatedAt))
    .limit(1)
  if (!row) return null
  const { itemId, mode, cloze, words, given, hints, replays, updatedAt } = row.place
  return { itemId, mode, cloze, words, given, hints, replays, updatedAt: isoTime(updatedAt) }
}
