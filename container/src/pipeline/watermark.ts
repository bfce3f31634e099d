import type { Span } from '../../../workers/domain/segments/piece.ts'

/**
 * How far a recording is done, although several segments are under way: everything before the oldest of them, or before
 * what was heard last when there are none. Tells the progress bar where it is and the clip stream what it can forget.
 */
export type Watermark = {
  /** Counts the segments that pass as under way. */
  entering: <T extends Span>(segments: AsyncIterable<T>) => AsyncGenerator<T, void, undefined>
  /** No segment that has not entered yet starts before this. */
  heard: (ms: number) => void
  /** Everything up to here was delivered. */
  done: (ms: number) => void
}

export function createWatermark(onDone: (doneMs: number) => void): Watermark {
  let underWay: Span[] = []
  let heardMs = 0
  let doneMs = 0

  function advance(): void {
    const now = underWay[0]?.startMs ?? heardMs
    if (now <= doneMs) return
    doneMs = now
    onDone(doneMs)
  }
  return {
    async *entering(segments) {
      for await (const segment of segments) {
        underWay.push({ startMs: segment.startMs, endMs: segment.endMs })
        yield segment
      }
    },
    heard(ms) {
      heardMs = ms
      advance()
    },
    done(ms) {
      // A segment of several sentences is under way until its last one is done.
      underWay = underWay.filter(({ endMs }) => endMs > ms)
      advance()
    },
  }
}
