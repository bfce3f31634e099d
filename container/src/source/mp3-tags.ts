import type { ReadRange } from './source-reader.ts'

const ID3V2_HEADER_BYTES = 10
const ID3V1_BYTES = 128
const APE_FOOTER_BYTES = 32
const MAX_TAGS = 4
/** A cover picture has some hundred kilobytes. */
const MAX_TAG_BYTES = 8 * 1024 * 1024

/** Where the sound of an MP3 lies, between the tags in front (ID3v2) and behind (APEv2, ID3v1). Null when they make no sense. */
export async function findMp3Span(sizeBytes: number, read: ReadRange): Promise<{ from: number; to: number } | null> {
  let from = 0
  for (let tags = 0; tags < MAX_TAGS; tags += 1) {
    const tag = await read(from, Math.min(from + ID3V2_HEADER_BYTES, sizeBytes))
    if (textOf(tag, 0, 3) !== 'ID3') break
    // Seven bits a byte; bit 4 of the flags says that the header comes once more at the end.
    const size = tag.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    from += ID3V2_HEADER_BYTES + size + (((tag[5] ?? 0) & 0x10) !== 0 ? ID3V2_HEADER_BYTES : 0)
    if (from > MAX_TAG_BYTES || from >= sizeBytes) return null
  }
  const endAt = Math.max(from, sizeBytes - ID3V1_BYTES - APE_FOOTER_BYTES)
  const end = await read(endAt, sizeBytes)
  let to = sizeBytes
  if (textOf(end, end.length - ID3V1_BYTES, 3) === 'TAG') to -= ID3V1_BYTES
  const footer = to - endAt - APE_FOOTER_BYTES
  if (textOf(end, footer, 8) === 'APETAGEX') {
    const view = new DataView(end.buffer, end.byteOffset, end.byteLength)
    // The stated size counts the footer, not the header, which is there if the highest bit of the flags says so.
    const hasHeader = (view.getUint32(footer + 20, true) & 0x80_00_00_00) !== 0
    to -= view.getUint32(footer + 12, true) + (hasHeader ? APE_FOOTER_BYTES : 0)
  }
  return to > from ? { from, to } : null
}

const textOf = (bytes: Uint8Array, at: number, length: number): string =>
  at < 0 ? '' : Buffer.from(bytes.subarray(at, at + length)).toString('latin1')
