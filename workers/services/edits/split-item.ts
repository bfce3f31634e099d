import { AppError } from '../../contract/errors.ts'
import { cutWindow, objectBytesOf } from '../../domain/clips/clip-window.ts'
import { shareBefore, splitText } from '../../domain/practice/split-text.ts'
import { splitWords } from '../../domain/text/words.ts'
import { type Ctx, newId } from '../context.ts'
import { type EditBase, type ItemRow, type NewEdit, WHEN_COMPLETE, writeEdits } from './edit-log.ts'
import { replace } from './replace-items.ts'

/** Where speech begins and ends in a clip: the padding of the cutter. */
const LEAD_MS = 100
const TAIL_MS = 250

/** Both halves were solved if the whole was. They share the object of sound, so either edge can still be moved. */
export async function splitItem(
  ctx: Ctx,
  base: EditBase,
  item: ItemRow,
  at: { wordIndex: number; atMs?: number | undefined },
): Promise<void> {
  const texts = splitText(item.transcriptEn, at.wordIndex)
  const share = shareBefore(splitWords(item.transcriptEn), at.wordIndex)
  const spoken = item.endMs - item.startMs - LEAD_MS - TAIL_MS
  const guess = item.startMs + LEAD_MS + share * Math.max(0, spoken)
  const windows = cutWindow(item, at.atMs ?? guess)
  if (!texts || !windows) throw new AppError('edit_not_possible')
  const made = ([0, 1] as const).map((half): ItemRow => ({
    ...item,
    ...windows[half],
    id: newId(),
    transcriptEn: texts[half],
    wordCount: splitWords(texts[half]).length,
    clipObjectBytes: objectBytesOf(item),
  }))
  const retired = [item.id]
  const edit: NewEdit = { kind: 'split', retired, made: made.map(({ id }) => id) }
  await writeEdits(ctx, base, [{ edit, statements: replace(ctx, base, [item], made) }], WHEN_COMPLETE)
}
