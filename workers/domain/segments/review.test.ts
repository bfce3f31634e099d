import { expect, it } from 'vitest'
import { reviewReason } from './review.ts'
import type { Sentence } from './sentence.ts'

const good: Sentence = {
  startMs: 0,
  endMs: 3000,
  text: 'That was a good sentence.',
  confidence: 0.95,
  repetition: false,
  cutInSpeech: false,
  gapAfterMs: null,
  rereadDiffers: false,
}

it.each<[Partial<Sentence>, ReturnType<typeof reviewReason>]>([
  [{}, null],
  [{ confidence: null }, null],
  [{ confidence: 0.59 }, 'low_confidence'],
  [{ endMs: 10_001 }, 'too_long'],
  [{ endMs: 500, text: 'Yes it is.' }, 'too_short'],
  [{ text: 'Yes.' }, 'too_short'],
  [{ repetition: true, confidence: 0.1 }, 'repetition'],
  [{ endMs: 1000, text: 'far more words than anybody says in one second' }, 'repetition'],
  [{ cutInSpeech: true }, 'cut_in_speech'],
  [{ rereadDiffers: true }, 'reread_differs'],
])('%j gives %s', (changes, reason) => {
  expect(reviewReason({ ...good, ...changes })).toBe(reason)
})
