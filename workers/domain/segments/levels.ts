/** How finely loudness is looked at: a consonant is some 50 ms, a detector's frame of 32 ms would miss its edges. */
export const LEVEL_STEP_MS = 8

/** Loudness of the part of a recording that is still needed, in dB of full scale, a value every 8 ms. */
export type Levels = {
  push: (values: readonly number[]) => void
  /** The values from one time to another, as far as they are there. */
  between: (fromMs: number, toMs: number) => number[]
  forgetBefore: (ms: number) => void
}

export function createLevels(): Levels {
  let kept: number[] = []
  /** The step that `kept` begins with. */
  let base = 0
  /** Forgetting moves the whole list, so it is done now and then. */
  const slack = 1_000

  return {
    push: (values) => void kept.push(...values),
    between: (fromMs, toMs) =>
      kept.slice(Math.max(0, Math.floor(fromMs / LEVEL_STEP_MS) - base), Math.max(0, toMs / LEVEL_STEP_MS - base)),
    forgetBefore(ms) {
      const count = Math.floor(ms / LEVEL_STEP_MS) - base
      if (count < slack) return
      kept = kept.slice(count)
      base += count
    },
  }
}
