/** Reads bytes `from` up to, not including, `to`. */
export type ReadRange = (from: number, to: number) => Promise<Uint8Array>

/** A source that can be read at any place, wherever it lies. */
export type SourceReader = {
  readonly sizeBytes: number
  /** The first `HEAD_BYTES`, or all there is. */
  readonly head: Uint8Array
  read: ReadRange
  close: () => Promise<void>
}

/** What is read before anything is known of a source: enough to tell its kind, and for the first seconds of most. */
export const HEAD_BYTES = 512 * 1024

/** Answers from the head what lies in it; the rest is asked for. */
export function beyondHead(head: Uint8Array, read: ReadRange): ReadRange {
  return async (from, to) => (to <= head.length ? head.subarray(from, to) : read(from, to))
}
