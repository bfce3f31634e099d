import { ApiError, apiUrl, codeOf, unwrap } from './api-client.ts'

/** `url` is an object URL of `blob`. */
export type Clip = { url: string; blob: Blob }

/**
 * Clips are fetched whole (they are seconds long) rather than streamed by the audio element, because then an error code is
 * readable, a replay needs no network, and the next one can be had before it is wanted.
 */
const MOST = 12
const clips = new Map<string, Promise<Clip>>()
const arrived = new WeakMap<Promise<Clip>, Clip>()

/** The clip, where it is here already; see `loadClip`. */
export function clipAtHand(key: string): Clip | null {
  const known = clips.get(key)
  return (known && arrived.get(known)) ?? null
}

async function fetchClip(audioUrl: string): Promise<Clip> {
  let response: Response
  try {
    response = await fetch(apiUrl(audioUrl))
  } catch {
    throw new ApiError('network_error', 0, null)
  }
  if (!response.ok) {
    const text = await response.text().catch(() => '')
    // The address carries its own signature, so a refusal says nothing about the session: no token is named.
    unwrap(response.status, text, null)
    throw new ApiError('bad_answer', response.status, null)
  }
  const blob = await response.blob()
  return { url: URL.createObjectURL(blob), blob }
}

/** The clip of a sentence. `key` is the sentence and its edges, since its signed address changes. */
export function loadClip(key: string, audioUrl: string): Promise<Clip> {
  const known = clips.get(key)
  if (known !== undefined) {
    // Used again: to the young end.
    clips.delete(key)
    clips.set(key, known)
    return known
  }
  const loading = fetchClip(audioUrl)
  clips.set(key, loading)
  loading.then(
    (clip) => arrived.set(loading, clip),
    () => clips.delete(key),
  )
  for (const [oldKey, old] of clips) {
    if (clips.size <= MOST) break
    clips.delete(oldKey)
    void old.then(({ url }) => URL.revokeObjectURL(url)).catch(() => undefined)
  }
  return loading
}

/** The sound of a clip as numbers, for waveforms and for finding where words meet. */
export async function decodeClip(blob: Blob): Promise<AudioBuffer> {
  // Decoding needs no device, and no gesture. The rate is that of the clips.
  const context = new OfflineAudioContext(1, 1, 24_000)
  return context.decodeAudioData(await blob.arrayBuffer())
}

/** Whether a new signature may help. */
export function isStaleSignature(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403 || error.status === 410)
}

export function isClipGone(error: unknown): boolean {
  return codeOf(error) === 'audio_expired'
}
