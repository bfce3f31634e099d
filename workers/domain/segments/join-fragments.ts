import { FRAGMENT_MS, MAX_JOINED_MS, MAX_JOIN_GAP_MS } from './limits.ts'
import { joinPieces, type Piece } from './piece.ts'

const isFragment = (piece: Piece): boolean => piece.endMs - piece.startMs < FRAGMENT_MS
const gapBetween = (first: Piece, second: Piece): number => second.startMs - first.endMs

export function canJoin(first: Piece, second: Piece): boolean {
  return gapBetween(first, second) <= MAX_JOIN_GAP_MS && second.endMs - first.startMs <= MAX_JOINED_MS
}

/**
 * Takes from the front of `pending` every piece whose fate is known, joining fragments to the nearer neighbour
 * and dropping what is too weak to stand alone.
 * `quietUntilMs` is how far the recording is known to be silent after the last piece; `Infinity` at its end. Returns
 * the settled pieces and those that must wait for what comes next.
 */
export function joinFragments(pending: readonly Piece[], quietUntilMs: number): { settled: Piece[]; pending: Piece[] } {
  const settled: Piece[] = []
  let rest = [...pending]
  const nothingCanFollow = (piece: Piece): boolean => quietUntilMs - piece.endMs > MAX_JOIN_GAP_MS

  for (;;) {
    const [first, second, third] = rest
    if (!first) break
    if (!second) {
      if (!nothingCanFollow(first)) break
      settled.push(first)
      rest = []
    } else if (isFragment(second) && canJoin(first, second)) {
      if (!third && !nothingCanFollow(second)) break
      const nextIsNearer = third && canJoin(second, third) && gapBetween(second, third) < gapBetween(first, second)
      if (nextIsNearer) {
        settled.push(first)
        rest = [joinPieces(second, third), ...rest.slice(3)]
      } else {
        rest = [joinPieces(first, second), ...rest.slice(2)]
      }
    } else if (isFragment(first) && canJoin(first, second)) {
      rest = [joinPieces(first, second), ...rest.slice(2)]
    } else {
      settled.push(first)
      rest = rest.slice(1)
    }
  }
  return { settled: settled.filter((piece) => !piece.weak), pending: rest }
}
