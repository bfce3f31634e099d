/** Marks that media containers carry at a fixed place. */
const SIGNATURES: readonly { at: number; text: string }[] = [
  { at: 4, text: 'ftyp' },
  { at: 4, text: 'moov' },
  { at: 4, text: 'mdat' },
  { at: 0, text: '\x1a\x45\xdf\xa3' },
  { at: 0, text: 'RIFF' },
  { at: 0, text: 'OggS' },
  { at: 0, text: 'fLaC' },
  { at: 0, text: 'ID3' },
  { at: 0, text: 'FLV' },
  { at: 0, text: 'caff' },
  { at: 0, text: 'FORM' },
  { at: 0, text: '#!AMR' },
  { at: 0, text: '\x30\x26\xb2\x75' },
]

/**
 * Whether a file that no tool could read begins like media all the same: then it is damaged or cut off, and not
 * something else under a media file's name.
 */
export function looksLikeMedia(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1')
  return SIGNATURES.some((signature) => text.startsWith(signature.text, signature.at))
}
