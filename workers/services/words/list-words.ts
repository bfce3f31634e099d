import { and, desc, eq, type SQL } from 'drizzle-orm'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { SavedWordView } from '../../contract/words.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { savedWords } from '../../db/schema/practice.ts'
import { type Ctx, isoTime } from '../context.ts'
import { behind, toPage } from '../cursor.ts'

export function selectWords(ctx: Ctx, where: SQL | undefined) {
  return ctx.db
    .select({ saved: savedWords, setId: exerciseItems.setId })
    .from(savedWords)
    .leftJoin(exerciseItems, eq(exerciseItems.id, savedWords.itemId))
    .where(where)
}

type Row = Awaited<ReturnType<typeof selectWords>>[number]

export const viewWord = ({ saved, setId }: Row): SavedWordView => ({
  id: saved.id,
  word: saved.word,
  sentence: saved.sentence,
  itemId: saved.itemId,
  exerciseSetId: setId,
  createdAt: isoTime(saved.createdAt),
})

/** The caller's saved words, newest first. */
export async function listWords(ctx: Ctx, userId: string, query: PageQuery): Promise<Page<SavedWordView>> {
  const before = behind(query.cursor, savedWords.createdAt, savedWords.id)
  const rows = await selectWords(ctx, and(eq(savedWords.userId, userId), before))
    .orderBy(desc(savedWords.createdAt), desc(savedWords.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewWord, ({ saved }) => ({ at: saved.createdAt, id: saved.id }))
}
