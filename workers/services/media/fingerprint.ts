import { createHash } from 'node:crypto'

/** Every way in has pieces of this size, the last one shorter: R2 wants parts of one size. Bytes. */
export const PIECE_BYTES = 8 * 1024 * 1024

/**
 * What a file is known again by: SHA-256 over the SHA-256 of its pieces, hex. Pieces are hashed as they pass, so it is the
 * same whether a file came in one form or in parts, in whatever order and however often they were sent.
 */
export function fingerprintOf(pieceHashes: readonly string[]): string {
  const hash = createHash('sha256')
  for (const piece of pieceHashes) hash.update(piece, 'hex')
  return hash.digest('hex')
}

/** SHA-256 of one piece, hex. */
export const hashPiece = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Passes bytes on as they are; `hash` is their SHA-256, hex, once all have passed. */
export function hashingStream(): { stream: TransformStream<Uint8Array, Uint8Array>; hash: () => string } {
  const hash = createHash('sha256')
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      hash.update(chunk)
      controller.enqueue(chunk)
    },
  })
  return { stream, hash: () => hash.digest('hex') }
}
