import { z } from 'zod'

/** Keeps a word with the sentence it was met in. */
export const saveWordBody = z.object({
  word: z.string().trim().min(1).max(60),
  itemId: z.string().min(1).max(80),
})
export type SaveWordBody = z.infer<typeof saveWordBody>

export type SavedWordView = {
  id: string
  word: string
  sentence: string
  /** Null once the sentence is gone. */
  itemId: string | null
  exerciseSetId: string | null
  createdAt: string
}

/** What a cloze of weak words asks for: bare, in lower case. */
export type WeakWordsView = { words: string[] }
