import type { RunnerItem } from '../contract/runner.ts'

/** A sentence as a runner delivers it. */
export const someItem = (segmentIndex: number, transcriptEn = 'It was the best of times.'): RunnerItem => ({
  segmentIndex,
  startMs: segmentIndex * 4000,
  endMs: segmentIndex * 4000 + 3500,
  transcriptEn,
  wordCount: transcriptEn.split(' ').length,
  needsReview: false,
  reviewReason: null,
  confidence: 0.93,
  translationZh: '',
})
