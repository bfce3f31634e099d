/**
 * A recording that is handed out in pieces (HLS). Tools that can play it would open the addresses in the playlist by
 * themselves, so the playlist is read here, each piece is fetched through the guard, and what the tools get is one file:
 * pieces of a transport stream, of a fragmented MP4 behind its header, and of bare AAC or MP3 are that when they are put
 * one behind another.
 */
import { createDecipheriv } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { prefetch } from '../../pipeline/prefetch.ts'
import { DEFAULT_LIMITS, type FetchLimits } from '../fetch-limits.ts'
import type { FetchOptions } from '../guarded-fetch.ts'
import { fetchBytes } from '../guarded-fetch.ts'
import { LinkError } from '../link-error.ts'
import { chooseRendition } from './choose-rendition.ts'
import { type MediaPlaylist, PlaylistError, readPlaylist, type Resource, type Segment } from './playlist.ts'

/** A day of 4 s pieces with long signed addresses has some 10 MB; an hour, which nobody may exceed by much, one. */
const PLAYLIST_BYTES = 4 * 1024 * 1024
/** Each is held in memory. 10 s of film have 10 MB. */
const PIECE_BYTES = 32 * 1024 * 1024
const KEY_BYTES = 16
const PIECES_AHEAD = 3
const TRIES = 3

export type HlsOptions = FetchOptions & { maxDurationMs: number }

export type Piece = { bytes: Uint8Array; durationMs: number }
export type HlsRecording = {
  durationMs: number
  /** In order, each behind its header where it needs one. Few are fetched ahead of what is taken. */
  pieces: () => AsyncGenerator<Piece, void, undefined>
  /** Ends what is under way. */
  close: () => void
}

/**
 * Opens the sound of the recording behind a playlist, with the picture where they come together.
 * @throws LinkError with the code the job ends with: the guard's, `media_too_long` before any piece is fetched,
 *   `link_is_live`, `unsupported_link` for a playlist that cannot be used; `pieces` the guard's
 */
export async function openHls(options: HlsOptions): Promise<HlsRecording> {
  const fetcher = new PieceFetcher(options)
  const { segments, hasEnded } = await fetchMediaPlaylist(options.url, fetcher)
  if (!hasEnded) throw new LinkError('link_is_live')
  if (segments.length === 0) throw new LinkError('unsupported_link', new Error('no segments'))
  const durationMs = Math.round(segments.reduce((sum, segment) => sum + segment.durationMs, 0))
  if (durationMs > options.maxDurationMs) throw new LinkError('media_too_long')

  async function* pieces(): AsyncGenerator<Piece, void, undefined> {
    let map: Resource | null = null
    for await (const { segment, bytes } of prefetch(fetchInOrder(segments, fetcher), PIECES_AHEAD)) {
      const isNew = segment.map !== null && segment.map !== map
      const header = isNew && segment.map ? await fetcher.whole(segment.map, PIECE_BYTES) : new Uint8Array()
      map = segment.map
      yield { bytes: Buffer.concat([header, bytes]), durationMs: segment.durationMs }
    }
  }
  return { durationMs, pieces, close: () => fetcher.stop() }
}

/** Fetches all of it into `toFile`. Throws as `openHls`. */
export async function fetchHls(options: HlsOptions, onShare: (share: number) => void): Promise<void> {
  const { durationMs, pieces, close } = await openHls(options)
  const file = await open(options.toFile, 'w')
  try {
    let doneMs = 0
    for await (const piece of pieces()) {
      await file.writeFile(piece.bytes)
      doneMs += piece.durationMs
      onShare(durationMs > 0 ? doneMs / durationMs : 1)
    }
  } finally {
    close()
    await file.close()
  }
}

async function fetchMediaPlaylist(url: string, fetcher: PieceFetcher): Promise<MediaPlaylist> {
  const first = await fetchPlaylist(url, fetcher)
  if (first.kind === 'media') return first
  const chosen = chooseRendition(first)
  const second = chosen === null ? null : await fetchPlaylist(chosen, fetcher)
  if (second?.kind !== 'media') throw new LinkError('unsupported_link', new Error('no playlist with sound'))
  return second
}

async function fetchPlaylist(url: string, fetcher: PieceFetcher): Promise<ReturnType<typeof readPlaylist>> {
  const { bytes, finalUrl } = await fetcher.fetch({ url, range: null }, PLAYLIST_BYTES)
  try {
    return readPlaylist(new TextDecoder().decode(bytes), finalUrl)
  } catch (error) {
    throw error instanceof PlaylistError ? new LinkError('unsupported_link', error) : error
  }
}

type Fetched = { segment: Segment; bytes: Uint8Array }

/** Each `next` begins a fetch at once, so whoever pulls ahead has several under way. */
function fetchInOrder(segments: readonly Segment[], fetcher: PieceFetcher): AsyncIterable<Fetched> {
  let at = 0
  const next = async (): Promise<IteratorResult<Fetched>> => {
    const segment = segments[at++]
    if (!segment) return { done: true, value: undefined }
    return { done: false, value: { segment, bytes: await fetcher.clear(segment) } }
  }
  return { [Symbol.asyncIterator]: () => ({ next }) }
}

/** Fetches pieces within what the whole recording may take of bytes and of time. */
class PieceFetcher {
  readonly #options: FetchOptions
  readonly #limits: FetchLimits
  /** Only waiting for servers counts: the pieces are taken as slowly as they are listened to. */
  #msLeft: number
  #bytesLeft: number
  readonly #keys = new Map<string, Promise<Uint8Array>>()
  /** Pieces that were begun ahead must not go on when nobody wants them any more. */
  readonly #stopping = new AbortController()

  constructor(options: FetchOptions) {
    const { signal: job } = options
    this.#options = { ...options, signal: job ? AbortSignal.any([job, this.#stopping.signal]) : this.#stopping.signal }
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#msLeft = this.#limits.totalMs
    this.#bytesLeft = options.maxBytes
  }

  /** A server may stumble over one piece of hundreds: it is asked again. */
  async fetch(piece: Resource, maxBytes: number): Promise<{ bytes: Uint8Array; finalUrl: string }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#tryOnce(piece, maxBytes)
      } catch (error) {
        const isOver = attempt === TRIES || this.#options.signal?.aborted
        if (isOver || !(error instanceof LinkError) || error.code !== 'link_unreachable') throw error
        await sleep(this.#limits.retryMs * 2 ** (attempt - 1), undefined, { signal: this.#options.signal })
      }
    }
  }

  async #tryOnce(piece: Resource, maxBytes: number): Promise<{ bytes: Uint8Array; finalUrl: string }> {
    if (this.#msLeft <= 0) throw new LinkError('link_too_slow')
    const limits = { ...this.#limits, totalMs: this.#msLeft }
    const startedAt = performance.now()
    try {
      return await fetchBytes({ ...this.#options, ...piece, limits, maxBytes, onBytes: (bytes) => this.#count(bytes) })
    } finally {
      // Several are under way at once.
      this.#msLeft -= (performance.now() - startedAt) / PIECES_AHEAD
    }
  }

  /** What comes, not what is kept of it: a server may send more than it was asked for, and fail each piece near its end. */
  #count(bytes: number): void {
    this.#bytesLeft -= bytes
    if (this.#bytesLeft < 0) throw new LinkError('file_too_large')
  }

  stop(): void {
    this.#stopping.abort()
  }

  async whole(piece: Resource, maxBytes: number): Promise<Uint8Array> {
    return (await this.fetch(piece, maxBytes)).bytes
  }

  async clear(segment: Segment): Promise<Uint8Array> {
    const { key } = segment
    if (!key) return this.whole(segment, PIECE_BYTES)
    const [secret, bytes] = await Promise.all([this.#key(key.url), this.whole(segment, PIECE_BYTES)])
    if (secret.length !== KEY_BYTES) throw new LinkError('unsupported_link', new Error('a key of a wrong size'))
    const decipher = createDecipheriv('aes-128-cbc', secret, key.iv)
    try {
      return Buffer.concat([decipher.update(bytes), decipher.final()])
    } catch (error) {
      throw new LinkError('media_damaged', error)
    }
  }

  #key(url: string): Promise<Uint8Array> {
    const known = this.#keys.get(url) ?? this.whole({ url, range: null }, KEY_BYTES)
    this.#keys.set(url, known)
    return known
  }
}
