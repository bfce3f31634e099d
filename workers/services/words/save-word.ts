import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { SavedWordView, SaveWordBody } from '../../contract/words.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { savedWords } from '../../db/schema/practice.ts'
import { bareWord } from '../../domain/text/bare-word.ts'
import { type Ctx, newId } from '../context.ts'
import { selectWords, viewWord } from './list-words.ts'

/** Keeps a word once, however often it is saved. @throws AppError item_not_found, validation_failed when it has no letter */
export async function saveWord(ctx: Ctx, userId: string, body: SaveWordBody): Promise<SavedWordView> {
  const word = bareWord(body.word)
  if (word === '') throw new AppError('validation_failed', { fields: { word: 'There is no word in it.' } })
  const [found] = await ctx.db
    .select({ sentence: exerciseItems.transcriptEn })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(and(eq(exerciseItems.id, body.itemId), eq(exerciseSets.userId, userId)))
  if (!found) throw new AppError('item_not_found')
  const row = { id: newId(), userId, word, sentence: found.sentence, itemId: body.itemId, createdAt: ctx.now() }
  const [, [saved]] = await ctx.db.batch([
    ctx.db.insert(savedWords).values(row).onConflictDoNothing(),
    selectWords(ctx, and(eq(savedWords.userId, userId), eq(savedWords.word, word))),
  ])
  if (!saved) throw new AppError('saved_word_not_found')
  return viewWord(saved)
}
