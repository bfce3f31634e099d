import { PIECE_BYTES } from '../media/fingerprint.ts'

/** R2 wants parts of one size, at least 5 MiB but for the last; 8 MiB keeps a lost part cheap to send again. Bytes. */
export const PART_SIZE = PIECE_BYTES

export const partCount = (sizeBytes: number): number => Math.ceil(sizeBytes / PART_SIZE)

/** What part `number` (from 1) must have. Bytes; 0 when there is no such part. */
export function partBytes(sizeBytes: number, number: number): number {
  const before = (number - 1) * PART_SIZE
  return number < 1 ? 0 : Math.max(0, Math.min(PART_SIZE, sizeBytes - before))
}
