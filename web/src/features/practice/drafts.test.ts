import { expect, test } from 'vitest'
import { draftOf, draftsOf, keepDraft } from './drafts.ts'

test('what is begun is kept by sentence, its text by mode, its hints for all modes', () => {
  const word = { kind: 'word', word: 2 } as const
  const drafts = draftsOf({ itemId: 'a', mode: 'words', words: ['it', 'wa'], hints: [], replays: 1 })
  expect(draftOf(drafts, 'b', 'words')).toBeNull()
  keepDraft(drafts, 'b', 'words', { words: ['ask'], hints: [], replays: 0 })
  keepDraft(drafts, 'a', 'sentence', { words: ['it was'], hints: [word], replays: 2 })
  expect(draftOf(drafts, 'a', 'words')).toEqual({ words: ['it', 'wa'], hints: [word], replays: 2 })
  expect(draftOf(drafts, 'a', 'sentence')).toEqual({ words: ['it was'], hints: [word], replays: 2 })
  expect(draftOf(drafts, 'a', 'cloze')).toEqual({ words: [], hints: [word], replays: 2 })
  expect(draftOf(drafts, 'b', 'words')?.words).toEqual(['ask'])
  expect(draftOf(draftsOf(null), 'a', 'words')).toBeNull()
})
