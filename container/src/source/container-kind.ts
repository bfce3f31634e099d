/** A container whose beginning says how long it is and that can be played from a pipe; its name is what ffprobe calls it. */
export type StreamableKind = 'mp4' | 'mp3' | 'ogg' | 'wav' | 'w64' | 'aiff' | 'flac' | 'matroska,webm' | 'avi' | 'asf'

/** Marks at the start of a file; where there are two, both have to be there. */
const MARKS: readonly [kind: StreamableKind, ...marks: { at: number; text: string }[]][] = [
  ['mp4', { at: 4, text: 'ftyp' }],
  ['wav', { at: 0, text: 'RIFF' }, { at: 8, text: 'WAVE' }],
  ['wav', { at: 0, text: 'RF64' }, { at: 8, text: 'WAVE' }],
  ['w64', { at: 0, text: 'riff\x2e\x91\xcf\x11' }],
  ['avi', { at: 0, text: 'RIFF' }, { at: 8, text: 'AVI ' }],
  ['aiff', { at: 0, text: 'FORM' }, { at: 8, text: 'AIF' }],
  ['flac', { at: 0, text: 'fLaC' }],
  ['ogg', { at: 0, text: 'OggS' }],
  ['matroska,webm', { at: 0, text: '\x1a\x45\xdf\xa3' }],
  ['asf', { at: 0, text: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' }],
  ['mp3', { at: 0, text: 'ID3' }],
  ['mp3', { at: 0, text: '\xff' }],
]

/**
 * What a file may be by its first bytes; null for kinds that state no length that can be relied on (bare AAC and AMR,
 * MPEG transport streams, FLV) or are better read as a whole.
 */
export function streamableKind(head: Uint8Array): StreamableKind | null {
  const text = Buffer.from(head.subarray(0, 16)).toString('latin1')
  const found = MARKS.find(([, ...marks]) => marks.every((mark) => text.startsWith(mark.text, mark.at)))
  return found?.[0] ?? null
}
