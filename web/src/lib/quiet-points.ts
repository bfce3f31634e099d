import { shareBefore } from '../../../workers/domain/practice/split-text.ts'

/** The window whose loudness counts, and how far from a guess a quieter one is looked for. */
const WINDOW_MS = 20
const REACH_MS = 160

/**
 * The quietest moment near `at`, both in seconds: where words most likely meet. The nearer of two equally quiet ones.
 */
export function quietPoint(samples: Float32Array, sampleRate: number, at: number): number {
  const window = Math.max(1, Math.round((WINDOW_MS / 1000) * sampleRate))
  const middle = Math.round(at * sampleRate)
  const reach = Math.round((REACH_MS / 1000) * sampleRate)
  let best = middle
  let least = Infinity
  for (let start = middle - reach; start <= middle + reach; start += Math.max(1, window >> 1)) {
    if (start < 0 || start + window > samples.length) continue
    let energy = 0
    for (let index = start; index < start + window; index += 1) energy += (samples[index] ?? 0) ** 2
    // Distance weighs a little, so that in even speech the guess stands.
    const weighed = (energy / window + 1e-7) * (1 + Math.abs(start + window / 2 - middle) / reach)
    if (weighed < least) {
      least = weighed
      best = start + (window >> 1)
    }
  }
  return best / sampleRate
}

/** Where speech begins and ends: clips have silence at their edges, and a guess by letters must not count it. */
export function speechSpan(samples: Float32Array, sampleRate: number): { from: number; to: number } {
  const window = Math.max(1, Math.round(0.02 * sampleRate))
  const levels: number[] = []
  for (let start = 0; start + window <= samples.length; start += window) {
    let energy = 0
    for (let index = start; index < start + window; index += 1) energy += (samples[index] ?? 0) ** 2
    levels.push(Math.sqrt(energy / window))
  }
  const threshold = Math.max(...levels, 0) * 0.06
  const first = levels.findIndex((level) => level > threshold)
  const last = levels.findLastIndex((level) => level > threshold)
  if (first === -1) return { from: 0, to: samples.length / sampleRate }
  return { from: (first * window) / sampleRate, to: ((last + 1) * window) / sampleRate }
}

/** Where each word after the first begins, as shares of the clip: guessed by letters, then moved to where it is quiet. */
export function wordBounds(samples: Float32Array, sampleRate: number, words: readonly string[]): number[] {
  const { from, to } = speechSpan(samples, sampleRate)
  const seconds = samples.length / sampleRate
  let before = 0
  return words.slice(1).map((_, index) => {
    const guess = from + shareBefore(words, index + 1) * (to - from)
    before = Math.max(before, quietPoint(samples, sampleRate, guess) / seconds)
    return before
  })
}
