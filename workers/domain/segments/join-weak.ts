import { MAX_JOIN_GAP_MS, WEAK_GAP_MS } from './limits.ts'
import { joinPieces, type Piece } from './piece.ts'

const gapBetween = (first: Piece, second: Piece): number => second.startMs - first.endMs
const canJoin = (first: Piece, second: Piece): boolean => gapBetween(first, second) < WEAK_GAP_MS

/**
 * Takes from the front of `pending` every piece whose fate is known. What is too weak to stand alone goes to the nearer
 * neighbour, or is left out when none is near: a click, a breath. All other joining is left to the words.
 * `quietUntilMs` is how far the recording is known to be silent after the last piece; `Infinity` at its end. The last
 * piece waits until it is known what follows it, or that nothing near does. Returns the settled pieces and the rest.
 */
export function joinWeak(pending: readonly Piece[], quietUntilMs: number): { settled: Piece[]; pending: Piece[] } {
  const settled: Piece[] = []
  let rest = [...pending]
  const nothingFollows = (piece: Piece): boolean => quietUntilMs - piece.endMs > MAX_JOIN_GAP_MS

  for (;;) {
    const [first, second, third] = rest
    if (!first) break
    if (!second) {
      if (!nothingFollows(first)) break
      settled.push(first)
      rest = []
    } else if (first.weak && canJoin(first, second)) {
      rest = [joinPieces(first, second), ...rest.slice(2)]
    } else if (second.weak && canJoin(first, second)) {
      if (!third && !nothingFollows(second)) break
      const nextIsNearer = third && gapBetween(second, third) < gapBetween(first, second)
      rest = nextIsNearer
        ? [first, joinPieces(second, third), ...rest.slice(3)]
        : [joinPieces(first, second), ...rest.slice(2)]
    } else {
      settled.push(first)
      rest = rest.slice(1)
    }
  }
  return { settled: settled.filter((piece) => !piece.weak), pending: rest }
}
