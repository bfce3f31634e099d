import type { Pause, Span } from '../../../workers/domain/segments/piece.ts'
import type { CutSegment } from './cut.ts'

/** Sound to send to a provider at once: stretches of speech that follow each other, cut apart at silences. */
export type Piece = Span & { segments: CutSegment[] }

/** How long the first pieces may be, so that the first sentence is there early; then the provider's own measure. */
const FIRST_MS = [0, 8_000, 16_000]
/** What is further apart is not sent together: providers charge for silence too. */
const MAX_GAP_MS = 3_000

/** Puts segments together to pieces of at most `maxPieceMs` (the last of a recording may wait for its end). 0: one each. */
export async function* groupPieces(
  segments: AsyncIterable<CutSegment>,
  maxPieceMs: number,
): AsyncGenerator<Piece, void, undefined> {
  let count = 0
  let held: CutSegment[] = []
  const take = (): Piece => {
    const piece = { startMs: held[0]?.startMs ?? 0, endMs: held.at(-1)?.endMs ?? 0, segments: held }
    held = []
    count++
    return piece
  }
  for await (const segment of segments) {
    const [first, last] = [held[0], held.at(-1)]
    const most = Math.min(maxPieceMs, FIRST_MS[count] ?? maxPieceMs)
    if (first && last) {
      const fits = segment.endMs - first.startMs <= most && segment.startMs - last.endMs <= MAX_GAP_MS
      if (!fits) yield take()
    }
    held.push(segment)
    // Alone it is as long as it may be.
    if (Math.min(maxPieceMs, FIRST_MS[count] ?? maxPieceMs) === 0) yield take()
  }
  if (held.length > 0) yield take()
}

/** Every moment in a piece in which nobody speaks: inside its segments, and between them. */
export function pausesOf({ segments }: Piece): Pause[] {
  return segments.flatMap((segment, i) => {
    const next = segments[i + 1]
    if (!next) return [...segment.pauses]
    const between = { startMs: segment.speech.endMs, endMs: next.speech.startMs }
    return [...segment.pauses, { ...between, clipEndMs: segment.endMs, clipStartMs: next.startMs }]
  })
}
