import { expect, test } from 'vitest'
import type { ItemView } from '../../../workers/contract/exercises.ts'
import { mergeItems } from './use-job-feed.ts'

const item = (id: string, segmentIndex: number, audioUrl = 'old'): ItemView => ({
  id,
  segmentIndex,
  startMs: 0,
  endMs: 1,
  transcriptEn: 'x',
  translationZh: '',
  wordCount: 1,
  needsReview: false,
  reviewReason: null,
  audioUrl,
  solved: false,
})

test('sentences are kept once each, in reading order, the later copy winning', () => {
  const merged = mergeItems([item('b', 1), item('a', 0)], [item('c', 2), item('b', 1, 'new')])
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(merged[1]?.audioUrl).toBe('new')
})

test('a translation that came first is not taken back by a copy without it', () => {
  const translated = { ...item('a', 0), translationZh: '你好' }
  expect(mergeItems([translated], [item('a', 0, 'new')])).toEqual([{ ...translated, audioUrl: 'new' }])
})
