import { CLIP_PREFIX, SOURCE_PREFIX } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { readPlace, writePlace } from './sweep-place.ts'

/** R2 lists 1,000 at a time; a run looks at so many pages, so half a million objects are seen once in two days. */
const PAGES = 2
/**
 * An object is stored before the row that speaks of it, seconds before; some stores date a file sent in parts by its
 * beginning, and the longest request, a form of 95 MB over a very slow line, takes hours. Milliseconds.
 */
export const GRACE_MS = 6 * 3_600_000

/** Objects that no row speaks of: what a Worker left that ended between the two. Goes on where the last run stopped. */
export async function sweepOrphans(ctx: Ctx): Promise<void> {
  let startAfter = await readPlace(ctx, 'objects')
  let orphans = 0
  for (let pages = 0; pages < PAGES; pages += 1) {
    const page = await ctx.media.list({ limit: 1000, ...(startAfter !== '' && { startAfter }) })
    const old = page.objects.filter(({ uploaded }) => uploaded.getTime() < ctx.now() - GRACE_MS).map(({ key }) => key)
    const known = await knownKeys(ctx, old)
    const unknown = old.filter((key) => !known.has(key))
    if (unknown.length > 0) await ctx.media.delete(unknown)
    orphans += unknown.length
    startAfter = page.truncated ? (page.objects.at(-1)?.key ?? '') : ''
    if (startAfter === '') break
  }
  await writePlace(ctx, 'objects', startAfter)
  if (orphans > 0) logEvent('warn', 'orphans_deleted', { objects: orphans })
}

/** Which of these keys a row still promises to keep. Keys that are not of this product's making are nobody's either. */
async function knownKeys(ctx: Ctx, keys: readonly string[]): Promise<Set<string>> {
  const sources = keys.filter((key) => key.startsWith(SOURCE_PREFIX))
  const clips = keys.filter((key) => key.startsWith(CLIP_PREFIX))
  if (sources.length + clips.length === 0) return new Set()
  const idOf = (key: string): string => /^[a-z]+\/([^/.]+)/.exec(key)?.[1] ?? ''
  const list = (values: readonly string[]): string => JSON.stringify([...new Set(values)])
  const { $client: d1 } = ctx.db
  const answers = await d1.batch<{ key: string | null }>([
    d1
      .prepare(
        `SELECT source_key AS key FROM jobs WHERE source_key IN (SELECT value FROM json_each(?)) AND source_deleted_at IS NULL`,
      )
      .bind(list(sources)),
    d1
      .prepare(
        `SELECT subtitles_key AS key FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND source_deleted_at IS NULL`,
      )
      .bind(list(sources.map(idOf))),
    d1
      .prepare(`SELECT object_key AS key FROM uploads WHERE id IN (SELECT value FROM json_each(?))`)
      .bind(list(sources.map(idOf))),
    d1
      .prepare(
        `SELECT i.clip_key AS key FROM exercise_sets s JOIN exercise_items i ON i.set_id = s.id
         WHERE s.job_id IN (SELECT value FROM json_each(?)) AND s.audio_deleted_at IS NULL AND i.clip_gone = 0`,
      )
      .bind(list(clips.map(idOf))),
  ])
  return new Set(answers.flatMap(({ results }) => results.map(({ key }) => key)).filter((key) => key !== null))
}
