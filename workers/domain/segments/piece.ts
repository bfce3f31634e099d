/** A stretch of time in the source, in milliseconds. */
export type Span = { startMs: number; endMs: number }

/** A stretch of speech in the source, in milliseconds, without any padding. */
export type Piece = Span & {
  /** The moments inside it in which nobody speaks, in order. */
  pauses: readonly Span[]
  /** An edge lies inside speech, because nobody paused for too long. */
  cutInSpeech: boolean
  /** So little speech that on its own it is a click or a breath; beside other speech it is a short word. */
  weak: boolean
}

export function joinPieces(first: Piece, second: Piece): Piece {
  // The edge between them is gone; which outer edge was a cut is not remembered, so the doubt stays.
  return {
    startMs: first.startMs,
    endMs: second.endMs,
    pauses: [...first.pauses, { startMs: first.endMs, endMs: second.startMs }, ...second.pauses],
    cutInSpeech: first.cutInSpeech || second.cutInSpeech,
    weak: first.weak && second.weak,
  }
}

/** The two sides of a piece cut at one of its pauses. */
export function cutPiece(piece: Piece, pause: Span): [Piece, Piece] {
  return [
    { ...piece, endMs: pause.startMs, pauses: piece.pauses.filter(({ endMs }) => endMs <= pause.startMs) },
    { ...piece, startMs: pause.endMs, pauses: piece.pauses.filter(({ startMs }) => startMs >= pause.endMs) },
  ]
}
