/** A stretch of speech in the source, in milliseconds, without any padding. */
export type Piece = {
  startMs: number
  endMs: number
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
    cutInSpeech: first.cutInSpeech || second.cutInSpeech,
    weak: first.weak && second.weak,
  }
}
