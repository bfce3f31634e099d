import type { PlayStep } from './clip-player.ts'
import type { Preferences } from './preferences.ts'

/** The sentence and its repeats, each at its own speed. `from` (a share of the clip) is where the first one begins. */
export function stepsOf(
  { repeats, gapMs, rates }: Pick<Preferences, 'repeats' | 'gapMs' | 'rates'>,
  from = 0,
): PlayStep[] {
  return Array.from({ length: repeats + 1 }, (_, play) => ({
    from: play === 0 ? from : 0,
    to: 1,
    rate: rates[play] ?? null,
    gapMs,
  }))
}

/** Silence between words in the hint that takes a sentence apart. */
const WORD_GAP_MS = 550

/** The words one by one; `bounds` are shares of the clip at which words meet, in order. */
export function wordSteps(bounds: readonly number[]): PlayStep[] {
  const edges = [0, ...bounds, 1]
  return edges.slice(1).map((to, index) => ({ from: edges[index] ?? 0, to, rate: null, gapMs: WORD_GAP_MS }))
}
