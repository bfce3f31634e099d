import type { ClipEdges } from './edges.ts'

/** A stretch of time in the source, in milliseconds. */
export type Span = { startMs: number; endMs: number }

/** A moment in which nobody speaks, and where clips would end and begin in it. */
export type Pause = Span & ClipEdges

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
