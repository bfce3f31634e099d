import { useSyncExternalStore } from 'react'
import { CLOZE_KINDS, type ClozeKind, PRACTICE_MODES, type PracticeMode } from '../../../workers/contract/practice.ts'
import type { Strictness } from '../../../workers/domain/grading/strictness.ts'
import { isNumber, isRecord, isString, readStored, writeStored } from './storage.ts'

export const STRICTNESSES = ['lenient', 'standard', 'strict'] as const satisfies readonly Strictness[]

export const MOST_REPEATS = 10
export const LONGEST_GAP_MS = 5000

/** How this browser practises. Where a learner stands is kept with the account; how they like it, with the device. */
export type Preferences = {
  mode: PracticeMode
  cloze: ClozeKind
  strictness: Strictness
  playOnArrival: boolean
  /** How often a sentence is played again by itself: 0 to 10. */
  repeats: number
  /** Silence between, in milliseconds. */
  gapMs: number
  /** Speed of the first play and of each repeat; null is the speed that is set. */
  rates: readonly (number | null)[]
  loop: boolean
  pauseWhileTyping: boolean
  waveform: boolean
  /** All boxes of one width, so that none tells how long its word is. */
  equalBoxes: boolean
  /** Goes on by itself when every word was right. */
  goOnWhenRight: boolean
  /** Ctrl, pressed and let go alone, hears the sentence again. Not from the start: screen readers stop speaking by it. */
  ctrlReplays: boolean
  /** Combinations by action, where they are not the usual ones. */
  keys: Readonly<Record<string, readonly string[]>>
}

export const DEFAULTS: Preferences = {
  mode: 'words',
  cloze: 'content',
  strictness: 'standard',
  playOnArrival: true,
  repeats: 0,
  gapMs: 1000,
  rates: [],
  loop: false,
  pauseWhileTyping: false,
  waveform: false,
  equalBoxes: true,
  goOnWhenRight: false,
  ctrlReplays: false,
  keys: {},
}

const within = (value: unknown, most: number, fallback: number): number =>
  isNumber(value) ? Math.min(most, Math.max(0, Math.round(value))) : fallback

/** Whatever is stored, as preferences: each field that makes sense counts, the rest is as usual. */
export function readPreferences(stored: unknown): Preferences {
  if (!isRecord(stored)) return DEFAULTS
  const flag = (name: keyof Preferences, usual: boolean): boolean => {
    const value = stored[name]
    return typeof value === 'boolean' ? value : usual
  }
  const keys = isRecord(stored.keys) ? stored.keys : {}
  return {
    mode: PRACTICE_MODES.find((mode) => mode === stored.mode) ?? DEFAULTS.mode,
    cloze: CLOZE_KINDS.find((kind) => kind === stored.cloze) ?? DEFAULTS.cloze,
    strictness: STRICTNESSES.find((level) => level === stored.strictness) ?? DEFAULTS.strictness,
    playOnArrival: flag('playOnArrival', DEFAULTS.playOnArrival),
    repeats: within(stored.repeats, MOST_REPEATS, DEFAULTS.repeats),
    gapMs: within(stored.gapMs, LONGEST_GAP_MS, DEFAULTS.gapMs),
    rates: Array.isArray(stored.rates)
      ? stored.rates.slice(0, MOST_REPEATS + 1).map((rate: unknown) => (isNumber(rate) ? rate : null))
      : DEFAULTS.rates,
    loop: flag('loop', DEFAULTS.loop),
    pauseWhileTyping: flag('pauseWhileTyping', DEFAULTS.pauseWhileTyping),
    waveform: flag('waveform', DEFAULTS.waveform),
    equalBoxes: flag('equalBoxes', DEFAULTS.equalBoxes),
    goOnWhenRight: flag('goOnWhenRight', DEFAULTS.goOnWhenRight),
    ctrlReplays: flag('ctrlReplays', DEFAULTS.ctrlReplays),
    keys: Object.fromEntries(
      Object.entries(keys).filter(
        (entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every(isString),
      ),
    ),
  }
}

const KEY = 'practice'
const isAnything = (value: unknown): value is unknown => value !== undefined
let now: Preferences | null = null
const listeners = new Set<() => void>()

export function preferences(): Preferences {
  now ??= readPreferences(readStored(KEY, isAnything))
  return now
}

export function changePreferences(change: Partial<Preferences>): void {
  now = { ...preferences(), ...change }
  writeStored(KEY, now)
  for (const listener of listeners) listener()
}

// One function for all: a new one at each render would be subscribed anew, after each key.
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}
