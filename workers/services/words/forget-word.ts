import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { savedWords } from '../../db/schema/practice.ts'
import type { Ctx } from '../context.ts'

/** @throws AppError saved_word_not_found, also for somebody else's */
export async function forgetWord(ctx: Ctx, userId: string, wordId: string): Promise<void> {
  const gone = await ctx.db
    .delete(savedWords)
    .where(and(eq(savedWords.id, wordId), eq(savedWords.userId, userId)))
    .returning({ id: savedWords.id })
  if (gone.length === 0) throw new AppError('saved_word_not_found')
}
