import { desc, eq } from 'drizzle-orm'
import type { WeakWordsView } from '../../contract/words.ts'
import { attempts } from '../../db/schema/exercises.ts'
import { savedWords } from '../../db/schema/practice.ts'
import { weakWords } from '../../domain/practice/weak-words.ts'
import type { Ctx } from '../context.ts'

/** Tries that are looked back at: some weeks of practice, some hundred kilobytes. */
const MOST_TRIES = 300
/** Of each kind; a cloze that asks for more of them asks for everything. */
const MOST_WORDS = 200

/** The words a learner has missed of late, in any set, and those they keep. */
export async function listWeakWords(ctx: Ctx, userId: string): Promise<WeakWordsView> {
  const [tries, saved] = await ctx.db.batch([
    ctx.db
      .select({ verdicts: attempts.verdicts, strictness: attempts.strictness, given: attempts.given })
      .from(attempts)
      .where(eq(attempts.userId, userId))
      .orderBy(desc(attempts.createdAt))
      .limit(MOST_TRIES),
    ctx.db
      .select({ word: savedWords.word })
      .from(savedWords)
      .where(eq(savedWords.userId, userId))
      .orderBy(desc(savedWords.createdAt))
      .limit(MOST_WORDS),
  ])
  return { words: [...new Set([...weakWords(tries, MOST_WORDS), ...saved.map(({ word }) => word)])] }
}
