import type { Page } from '../../../../workers/contract/envelope.ts'
import type { SavedWordView, WeakWordsView } from '../../../../workers/contract/words.ts'
import { call } from '../api-client.ts'
import { pagePath } from './page.ts'

export function saveWord(word: string, itemId: string): Promise<SavedWordView> {
  return call('/words', { method: 'POST', json: { word, itemId } })
}

export function listWords(cursor: string | null, signal?: AbortSignal): Promise<Page<SavedWordView>> {
  return call(pagePath('/words', cursor), { ...(signal && { signal }) })
}

export function listWeakWords(signal: AbortSignal): Promise<WeakWordsView> {
  return call('/words/weak', { signal })
}

export function forgetWord(wordId: string): Promise<unknown> {
  return call(`/words/${encodeURIComponent(wordId)}`, { method: 'DELETE' })
}
