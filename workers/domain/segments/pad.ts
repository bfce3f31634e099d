import { PAD_AFTER_MS, PAD_BEFORE_MS } from './limits.ts'

/** What is kept of the pause before speech that starts `gapMs` after the neighbour's. Never more than half of a short one. */
export function padBefore(gapMs: number): number {
  return Math.floor(Math.min(PAD_BEFORE_MS, gapMs / 2))
}

/** What is kept of the pause after speech when the neighbour starts `gapMs` later: the neighbour takes its part first. */
export function padAfter(gapMs: number): number {
  return Math.floor(Math.min(PAD_AFTER_MS, gapMs - padBefore(gapMs)))
}
