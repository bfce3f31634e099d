/**
 * How far a recording is done, although several segments are under way: everything before the oldest of them, or before
 * what was heard last when there are none. Tells the progress bar where it is and the clip stream what it can forget.
 */
export type Watermark = {
  /** Counts the segments that pass as under way. */
  entering: <T extends { startMs: number }>(segments: AsyncIterable<T>) => AsyncGenerator<T, void, undefined>
  /** No segment that has not entered yet starts before this. */
  heard: (ms: number) => void
  /** Everything up to here was delivered. */
  done: (ms: number) => void
}

export function createWatermark(onDone: (doneMs: number) => void): Watermark {
  let underWay: number[] = []
  let heardMs = 0
  let doneMs = 0

  function advance(): void {
    const now = underWay[0] ?? heardMs
    if (now <= doneMs) return
    doneMs = now
    onDone(doneMs)
  }
  return {
    async *entering(segments) {
      for await (const segment of segments) {
        underWay.push(segment.startMs)
        yield segment
      }
    },
    heard(ms) {
      heardMs = ms
      advance()
    },
    done(ms) {
      underWay = underWay.filter((startMs) => startMs >= ms)
      advance()
    },
  }
}
