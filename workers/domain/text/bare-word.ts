import { foldWord } from './fold.ts'

/** "Hello," and "hello" are the same word to somebody who collects words: folded, without signs at its ends. */
export function bareWord(word: string): string {
  return foldWord(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
