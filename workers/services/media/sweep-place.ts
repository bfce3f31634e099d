import { eq } from 'drizzle-orm'
import { sweepPlaces } from '../../db/schema/sweep-places.ts'
import type { Ctx } from '../context.ts'

export type SweepName = 'objects' | 'sources' | 'uploads' | 'clips'

/** Where the run before stopped; empty: at the beginning. */
export async function readPlace(ctx: Ctx, name: SweepName): Promise<string> {
  const [row] = await ctx.db.select().from(sweepPlaces).where(eq(sweepPlaces.name, name))
  return row?.place ?? ''
}

/** @param place of what was looked at last; undefined: all was seen, and the next run begins anew */
export async function writePlace(ctx: Ctx, name: SweepName, place: string | undefined): Promise<void> {
  const row = { name, place: place ?? '' }
  await ctx.db
    .insert(sweepPlaces)
    .values(row)
    .onConflictDoUpdate({ target: sweepPlaces.name, set: { place: row.place } })
}
