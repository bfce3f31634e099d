import { eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { CLIP_CONTENT_TYPE } from '../../contract/runner.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { joinWindows } from '../../domain/clips/clip-window.ts'
import { mergedClipKey } from '../../domain/media/object-keys.ts'
import { splitWords } from '../../domain/text/words.ts'
import { type Ctx, newId } from '../context.ts'
import { type EditBase, findItem, type ItemRow, type NewEdit, WHEN_COMPLETE, writeEdits } from './edit-log.ts'
import { replace } from './replace-items.ts'

/**
 * A sentence and the one after it become one, which is solved when both were.
 * @throws AppError edit_not_possible, audio_expired, and what `writeEdits` throws
 */
export async function mergeItem(ctx: Ctx, base: EditBase, item: ItemRow): Promise<void> {
  const next = await findItem(ctx, base, eq(exerciseItems.segmentIndex, item.segmentIndex + 1))
  if (!next) throw new AppError('edit_not_possible')
  const transcriptEn = `${item.transcriptEn} ${next.transcriptEn}`
  if (transcriptEn.length > 2000) throw new AppError('edit_not_possible')
  const translations = [...new Set([item.translationZh, next.translationZh].filter(Boolean))]
  const id = newId()
  const sound = await joinSound(ctx, base, id, item, next)
  const made: ItemRow = {
    ...item,
    ...sound,
    id,
    transcriptEn,
    heardEndMs: next.heardEndMs,
    translationZh: translations.join(''),
    wordCount: splitWords(transcriptEn).length,
    needsReview: item.needsReview || next.needsReview,
    reviewReason: item.reviewReason ?? next.reviewReason,
    solvedAt: item.solvedAt === null || next.solvedAt === null ? null : Math.max(item.solvedAt, next.solvedAt),
  }
  const edit: NewEdit = { kind: 'merge', retired: [item.id, next.id], made: [id] }
  const isNew = sound.clipKey !== item.clipKey
  try {
    // Stored after its time, it would be seen by none of those that delete the others.
    if (isNew) assertPromised(ctx, base)
    await writeEdits(ctx, base, [{ edit, statements: replace(ctx, base, [item, next], [made]) }], WHEN_COMPLETE)
  } catch (error) {
    // Refused, so no sentence has it. After a fault nobody knows.
    if (isNew && error instanceof AppError) await ctx.media.delete(sound.clipKey)
    throw error
  }
}

type Sound = Pick<ItemRow, 'clipKey' | 'clipOffset' | 'clipBytes' | 'clipObjectBytes' | 'startMs' | 'endMs'>

async function joinSound(ctx: Ctx, base: EditBase, id: string, a: ItemRow, b: ItemRow): Promise<Sound> {
  const span = { startMs: a.startMs, endMs: b.endMs }
  if (a.clipKey === b.clipKey && b.clipOffset >= a.clipOffset) {
    // Halves of one clip: its middle is all there.
    const { clipKey, clipOffset, clipObjectBytes } = a
    return { ...span, clipKey, clipOffset, clipObjectBytes, clipBytes: b.clipOffset + b.clipBytes - a.clipOffset }
  }
  assertPromised(ctx, base)
  const [first, second] = await Promise.all([bytesOf(ctx, a.clipKey), bytesOf(ctx, b.clipKey)])
  const plan = joinWindows(a, first.length, b)
  const joined = new Uint8Array(plan.firstBytes + Math.max(0, second.length - plan.secondFrom))
  joined.set(first.subarray(0, plan.firstBytes))
  joined.set(second.subarray(plan.secondFrom), plan.firstBytes)
  const clipKey = mergedClipKey(base.jobId, id)
  await ctx.media.put(clipKey, joined, { httpMetadata: { contentType: CLIP_CONTENT_TYPE } })
  const { clipOffset, clipBytes } = plan
  return { ...span, clipKey, clipOffset, clipBytes, clipObjectBytes: joined.length }
}

/** @throws AppError audio_expired */
function assertPromised(ctx: Ctx, { audioExpiresAt }: EditBase): void {
  if (audioExpiresAt <= ctx.now()) throw new AppError('audio_expired')
}

/** Seconds of sound: some hundred kilobytes. @throws AppError audio_expired */
async function bytesOf(ctx: Ctx, key: string): Promise<Uint8Array> {
  const object = await ctx.media.get(key)
  if (!object) throw new AppError('audio_expired')
  return new Uint8Array(await object.arrayBuffer())
}
