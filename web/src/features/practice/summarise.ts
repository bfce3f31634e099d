import type { ItemView } from '../../../../workers/contract/exercises.ts'
import type { SentenceResult, SetResults } from './results-store.ts'

type Sentence = Pick<ItemView, 'id' | 'solved' | 'wordCount'>

/**
 * What is known of a sentence: its latest try in this browser. One that was solved since or elsewhere (on another device, by
 * "I heard it right", as the half of a sentence) was heard whole.
 */
function knownResult({ id, solved, wordCount }: Sentence, results: SetResults): SentenceResult | undefined {
  const result = results[id]
  if (!solved || result?.isCorrect === true || result?.wasSolved === true) return result
  return { heard: wordCount, words: wordCount, isCorrect: true, missed: [] }
}

export type Summary = {
  /** 0 to 100, of the words in sentences that were checked. */
  heardPercent: number
  correct: number
  checked: number
  /** Most often missed first, at most a dozen. */
  missedWords: { word: string; times: number }[]
  missedItemIds: string[]
}

export function summarise(results: SetResults, items: readonly Sentence[]): Summary {
  const checked = items.flatMap((item) => {
    const result = knownResult(item, results)
    return result === undefined ? [] : [{ id: item.id, result }]
  })
  const words = checked.reduce((sum, { result }) => sum + result.words, 0)
  const heard = checked.reduce((sum, { result }) => sum + result.heard, 0)
  const times = new Map<string, number>()
  for (const { result } of checked) for (const word of result.missed) times.set(word, (times.get(word) ?? 0) + 1)
  return {
    heardPercent: words === 0 ? 0 : Math.round((heard / words) * 100),
    correct: checked.filter(({ result }) => result.isCorrect).length,
    checked: checked.length,
    missedWords: [...times]
      .map(([word, count]) => ({ word, times: count }))
      .toSorted((a, b) => b.times - a.times || a.word.localeCompare(b.word))
      .slice(0, 12),
    missedItemIds: checked.filter(({ result }) => !result.isCorrect).map(({ id }) => id),
  }
}
