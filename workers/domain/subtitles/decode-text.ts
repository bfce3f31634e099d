/**
 * The text of a subtitle file in whatever encoding it was saved: what begins with a byte order mark or has a zero in
 * every other byte is UTF-16; valid UTF-8 is that; bytes above 127 that come in pairs are Chinese (GB 18030); the rest
 * is Western (Windows-1252), which fits any bytes.
 */
export function decodeSubtitleText(bytes: Uint8Array): string {
  const utf16 = utf16Label(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder(highBytesComeInPairs(bytes) ? 'gb18030' : 'windows-1252').decode(bytes)
  }
}

/** English in UTF-16 has a zero beside nearly every letter. */
const ZERO_SHARE = 0.3
const LOOKED_AT = 4_000

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, LOOKED_AT)
  const zeros = [0, 0]
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) < head.length * ZERO_SHARE) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** In Western text an accented letter stands among plain ones; common Chinese characters are two high bytes each. */
function highBytesComeInPairs(bytes: Uint8Array): boolean {
  let high = 0
  let beside = 0
  for (const [i, byte] of bytes.entries()) {
    if (byte < 0x80) continue
    high++
    if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) beside++
  }
  return beside > high * 0.8
}
