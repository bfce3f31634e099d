/**
 * Whether the first bytes of a file can be audio or video. Only files that are certainly something else are refused here
 * (text, pages, pictures, archives, programs): what passes is judged by ffprobe. At least 16 bytes, fewer only at the end.
 */
export function maybeMedia(head: Uint8Array): boolean {
  if (head.length === 0) return false
  if (NOT_MEDIA.some((magic) => magic.every((byte, index) => head[index] === byte))) return false
  return !looksLikeText(head)
}

const NOT_MEDIA: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP and what is built on it
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x4d, 0x5a, 0x90, 0x00], // Windows program
]

/** Valid UTF-8 without control characters other than white space: no media container starts so. */
function looksLikeText(head: Uint8Array): boolean {
  const isPrintable = head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)
  return isPrintable && !isTextMagic(head) && isUtf8(head)
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // As a stream: a character that the end of the head cuts in two is no fault.
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Media whose first bytes happen to be all printable. */
function isTextMagic(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 12))
  return ['#!AMR', 'OggS', 'RIFF', 'fLaC', 'wvpk', 'caff', 'FORM'].some((magic) => text.startsWith(magic))
}
