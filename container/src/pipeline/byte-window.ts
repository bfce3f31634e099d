import { freeNow } from '../free-now.ts'

const FIRST_CAPACITY = 64 * 1024

/** The part of a stream of bytes that is still needed. Places are counted from the stream's beginning. */
export type ByteWindow = {
  /** Takes the bytes over: the array is empty afterwards. */
  push: (bytes: Uint8Array) => void
  /** A copy of `from` up to, not including, `to`; null where not all of it is there. */
  copy: (from: number, to: number) => Uint8Array<ArrayBuffer> | null
  forgetBefore: (place: number) => void
  /** The place of the first byte that is there, and of the next that comes. */
  start: () => number
  end: () => number
  size: () => number
}

/** Keeps its bytes in one array, which moves only when it is full: nothing is left for the collector with each chunk. */
export function createByteWindow(): ByteWindow {
  let kept = new Uint8Array(FIRST_CAPACITY)
  /** Place of the first byte in `kept`, of the first that is needed, and of the next that comes. */
  let base = 0
  let start = 0
  let end = 0

  function makeRoom(more: number): void {
    if (end + more - base <= kept.length) return
    const needed = end - start + more
    const living = kept.subarray(start - base, end - base)
    if (2 * needed <= kept.length) kept.copyWithin(0, start - base, end - base)
    else {
      const old = kept
      kept = new Uint8Array(2 * needed)
      kept.set(living)
      freeNow(old)
    }
    base = start
  }

  return {
    push(bytes) {
      makeRoom(bytes.length)
      kept.set(bytes, end - base)
      end += bytes.length
      freeNow(bytes)
    },
    copy: (from, to) => (from < start || to > end ? null : kept.slice(from - base, to - base)),
    forgetBefore: (place) => void (start = Math.min(Math.max(start, place), end)),
    start: () => start,
    end: () => end,
    size: () => end - start,
  }
}
