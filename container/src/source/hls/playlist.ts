/** What HLS playlists say (RFC 8216), as far as it is needed to fetch the sound of a recording. Addresses are absolute. */

export type ByteRange = { from: number; to: number }
/** AES-128 in CBC mode with PKCS 7; what counts as its start is in `iv`, 16 bytes. */
export type SegmentKey = { url: string; iv: Uint8Array }
/** A part of a resource, or all of it (`range` null). */
export type Resource = { url: string; range: ByteRange | null }
export type Segment = Resource & {
  durationMs: number
  key: SegmentKey | null
  /** The header that goes before the segment where it differs from that of the one before. */
  map: Resource | null
}

export type MediaPlaylist = { kind: 'media'; segments: Segment[]; hasEnded: boolean }
export type Variant = { url: string; bandwidth: number; codecs: string[]; audioGroup: string | null }
export type AudioRendition = { group: string; url: string | null; language: string; isDefault: boolean }
export type MasterPlaylist = { kind: 'master'; variants: Variant[]; audio: AudioRendition[] }

/** Why a playlist cannot be used. `protected`: its sound is under a key that only players of the trade get. */
export class PlaylistError extends Error {
  readonly reason: 'invalid' | 'protected'

  constructor(reason: PlaylistError['reason'], message: string) {
    super(message)
    this.name = 'PlaylistError'
    this.reason = reason
  }
}

/** A day of segments of 4 s. */
const MOST_SEGMENTS = 21_600

/**
 * Reads a playlist that came from `baseUrl`.
 * @throws PlaylistError
 */
export function readPlaylist(text: string, baseUrl: string): MasterPlaylist | MediaPlaylist {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines[0] !== '#EXTM3U') throw new PlaylistError('invalid', 'no #EXTM3U')
  const isMaster = lines.some((line) => line.startsWith('#EXT-X-STREAM-INF'))
  if (isMaster) return readMaster(lines, baseUrl)
  // Lists of songs and of stations begin the same way.
  if (!lines.some((line) => line.startsWith('#EXT-X-TARGETDURATION'))) throw new PlaylistError('invalid', 'no HLS')
  return readMedia(lines, baseUrl)
}

function readMaster(lines: readonly string[], baseUrl: string): MasterPlaylist {
  const master: MasterPlaylist = { kind: 'master', variants: [], audio: [] }
  let stream: Map<string, string> | null = null
  for (const line of lines) {
    const [tag, rest] = tagOf(line)
    if (tag === '#EXT-X-STREAM-INF') stream = attributesOf(rest)
    else if (tag === '#EXT-X-MEDIA') {
      const attributes = attributesOf(rest)
      if (attributes.get('TYPE') !== 'AUDIO') continue
      const url = attributes.get('URI')
      master.audio.push({
        group: attributes.get('GROUP-ID') ?? '',
        url: url === undefined ? null : absolute(url, baseUrl),
        language: attributes.get('LANGUAGE') ?? '',
        isDefault: attributes.get('DEFAULT') === 'YES',
      })
    } else if (tag === '' && stream) {
      master.variants.push({
        url: absolute(line, baseUrl),
        bandwidth: numberOf(stream.get('BANDWIDTH') ?? '0'),
        codecs: (stream.get('CODECS') ?? '').split(',').flatMap((codec) => codec.trim() || []),
        audioGroup: stream.get('AUDIO') ?? null,
      })
      stream = null
    }
  }
  return master
}

function readMedia(lines: readonly string[], baseUrl: string): MediaPlaylist {
  const playlist: MediaPlaylist = { kind: 'media', segments: [], hasEnded: false }
  let durationMs = 0
  let range: string | null = null
  let key: { url: string; iv: Uint8Array | null } | null = null
  let map: Resource | null = null
  let isGap = false
  let sequence = 0
  /** Where the last range ended, for one that does not say where it begins. */
  const ends = new Map<string, number>()
  const rangeOf = (text: string | null | undefined, url: string): ByteRange | null => {
    if (!text) return null
    const [, length = '', start] = /^(\d{1,15})(?:@(\d{1,15}))?$/u.exec(text) ?? []
    if (length === '') throw new PlaylistError('invalid', 'a wrong byte range')
    const from = start === undefined ? (ends.get(url) ?? 0) : Number(start)
    ends.set(url, from + Number(length))
    return { from, to: from + Number(length) }
  }
  for (const line of lines) {
    const [tag, rest] = tagOf(line)
    if (tag === '#EXTINF') durationMs = numberOf(rest.split(',', 1)[0] ?? '') * 1000
    else if (tag === '#EXT-X-MEDIA-SEQUENCE') sequence = numberOf(rest)
    else if (tag === '#EXT-X-BYTERANGE') range = rest
    else if (tag === '#EXT-X-GAP') isGap = true
    else if (tag === '#EXT-X-ENDLIST') playlist.hasEnded = true
    else if (tag === '#EXT-X-KEY') key = keyOf(attributesOf(rest), baseUrl)
    else if (tag === '#EXT-X-MAP') {
      const attributes = attributesOf(rest)
      const url = absolute(attributes.get('URI') ?? '', baseUrl)
      map = { url, range: rangeOf(attributes.get('BYTERANGE'), url) }
    } else if (tag === '') {
      const url = absolute(line, baseUrl)
      const piece = { url, range: rangeOf(range, url) }
      const segmentKey = key && { url: key.url, iv: key.iv ?? sequenceIv(sequence) }
      if (!isGap) playlist.segments.push({ ...piece, durationMs, key: segmentKey, map })
      if (playlist.segments.length > MOST_SEGMENTS) throw new PlaylistError('invalid', 'too many segments')
      ;[durationMs, range, isGap] = [0, null, false]
      sequence += 1
    }
  }
  return playlist
}

function keyOf(attributes: Map<string, string>, baseUrl: string): { url: string; iv: Uint8Array | null } | null {
  const method = attributes.get('METHOD')
  if (method === 'NONE') return null
  const format = attributes.get('KEYFORMAT') ?? 'identity'
  if (method !== 'AES-128' || format !== 'identity') throw new PlaylistError('protected', `${method} ${format}`)
  const iv = attributes.get('IV')
  const [, hex] = /^0x([0-9a-f]{1,32})$/iu.exec(iv ?? '') ?? []
  if (iv !== undefined && hex === undefined) throw new PlaylistError('invalid', 'a wrong IV')
  return {
    url: absolute(attributes.get('URI') ?? '', baseUrl),
    iv: hex === undefined ? null : Buffer.from(hex.padStart(32, '0'), 'hex'),
  }
}

/** Without an IV of its own, a segment's number is its IV. */
function sequenceIv(sequence: number): Uint8Array {
  const iv = Buffer.alloc(16)
  iv.writeBigUInt64BE(BigInt(sequence), 8)
  return iv
}

/** A line's tag and what follows its colon; no tag for an address or a comment. */
function tagOf(line: string): [tag: string, rest: string] {
  if (!line.startsWith('#')) return ['', line]
  const colon = line.indexOf(':')
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
}

function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,]*))/gu)
  return new Map([...found].map(([, name = '', quoted, plain = '']) => [name, quoted ?? plain]))
}

/** Whole or not, never negative. */
function numberOf(text: string): number {
  const value = Number(text.trim())
  if (!Number.isFinite(value) || value < 0 || value > Number.MAX_SAFE_INTEGER) {
    throw new PlaylistError('invalid', 'a wrong number')
  }
  return value
}

function absolute(text: string, baseUrl: string): string {
  if (text === '' || !URL.canParse(text, baseUrl)) throw new PlaylistError('invalid', 'a wrong address')
  return new URL(text, baseUrl).href
}
