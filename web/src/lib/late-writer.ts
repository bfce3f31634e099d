import { writeStored } from './storage.ts'

/** The letters of a quick typist come every tenth of a second; what is lost with a crash in between is a word at most. */
const LATE_MS = 300

export type LateWriter = {
  put: (key: string, value: unknown) => void
  /** Writes what waits, now: to be called before the page may go. */
  flush: () => void
}

/**
 * Keeps small values in the browser as `writeStored` does, but one that changes with every key is written at most every
 * `LATE_MS` milliseconds, the last one in any case: storage is synchronous, and a key must not wait for it.
 */
export function lateWriter(): LateWriter {
  const waiting = new Map<string, unknown>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    for (const [key, value] of waiting) writeStored(key, value)
    waiting.clear()
  }
  return {
    put: (key, value) => {
      waiting.set(key, value)
      timer ??= setTimeout(flush, LATE_MS)
    },
    flush,
  }
}
