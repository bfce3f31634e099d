import { foldWord } from '../text/fold.ts'
import { soundsOf } from './homophones.ts'
import { letterBit, letterSet, sizeOf } from './letter-set.ts'
import type { Reading } from './readings.ts'
import { readingsOf } from './readings.ts'
import type { Say } from './say.ts'
import { isFiller } from './variants.ts'
import { typoLimit } from './typo.ts'

/** A word made ready to be compared. All but `surface` and `slot` are worked out once, because pairs are many. */
export type Token = {
  /** As it was written. */
  surface: string
  /** The first reading's key: the word folded, without spaces, hyphens or punctuation. Never empty. */
  key: string
  readings: readonly Reading[]
  /** Whether a hyphen, a slash or the like stands inside it. */
  isCompound: boolean
  /** The first characters of all readings, to tell at once that two words cannot be the same. */
  firsts: number
  /** The characters of the key and how many different ones there are. */
  letters: number
  size: number
  hasApostrophe: boolean
  hasDigit: boolean
  /** How many slips of the finger the word forgives. */
  slips: number
  /** How it sounds; empty where no other word sounds like it. */
  sounds: readonly string[]
  /** "Uh", "um": may be written down or left out. */
  isFiller: boolean
  /** A word's place in the transcript, or the box it was typed into; null where there were no boxes. */
  slot: number | null
}

/** Makes words comparable. `slots` has the place or box of each, where that is known. */
export function toTokens(words: readonly string[], slots: readonly number[] = []): Token[] {
  const folded = words.map(foldWord)
  return words.map((surface, index) => {
    const readings = readingsOf(folded, words, index)
    const key = readings[0].key
    const hasApostrophe = key.includes("'")
    const hasDigit = /\d/u.test(key)
    const letters = letterSet(key)
    let firsts = 0
    for (const reading of readings) firsts |= firstsOf(reading)
    return {
      surface,
      key,
      readings,
      isCompound: /[\p{L}\p{N}](?:\.*[^\p{L}\p{N}'.]+|\.{2,})[\p{L}\p{N}]/u.test(folded[index] ?? ''),
      firsts,
      letters,
      size: sizeOf(letters),
      hasApostrophe,
      hasDigit,
      slips: hasDigit ? 0 : typoLimit(hasApostrophe ? key.replaceAll("'", '').length : key.length),
      sounds: hasDigit
        ? readings.flatMap((reading) => (reading.next === null ? soundsOf(reading.key) : []))
        : soundsOf(key),
      isFiller: isFiller(key),
      slot: slots[index] ?? null,
    }
  })
}

function firstsOf(say: Say): number {
  if (say.key !== '') return letterBit(say.key.charCodeAt(0))
  return (say.next ?? []).reduce((firsts, next) => firsts | firstsOf(next), 0)
}
