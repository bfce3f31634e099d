import type { PracticeMode } from '../../../../workers/contract/practice.ts'
import type { Draft } from './use-sentence.ts'

/** What is begun of a sentence: a text for each mode. Hints were taken whatever the mode. */
type Begun = Omit<Draft, 'words'> & { words: Partial<Record<PracticeMode, string[]>> }

/** What is begun of the sentences of a sitting, until they are checked. */
export type Drafts = Map<string, Begun>

export function keepDraft(drafts: Drafts, itemId: string, mode: PracticeMode, { words, hints, replays }: Draft): void {
  drafts.set(itemId, { hints, replays, words: { ...drafts.get(itemId)?.words, [mode]: words } })
}

export function draftOf(drafts: Drafts, itemId: string, mode: PracticeMode): Draft | null {
  const begun = drafts.get(itemId)
  return begun === undefined ? null : { ...begun, words: begun.words[mode] ?? [] }
}

/** What a sitting goes on with. */
export function draftsOf(place: (Draft & { itemId: string; mode: PracticeMode }) | null): Drafts {
  const drafts: Drafts = new Map()
  if (place !== null) keepDraft(drafts, place.itemId, place.mode, place)
  return drafts
}
