import { open, rm } from 'node:fs/promises'
import type { FetchLimits } from './fetch-limits.ts'
import { DEFAULT_LIMITS } from './fetch-limits.ts'
import type { Hop, LinkOptions } from './follow-link.ts'
import { bodyOf, checkAnswer, checkStatus, followLink, header } from './follow-link.ts'
import { LinkError, NoMediaError } from './link-error.ts'
import { noMediaByStart, SNIFFED_BYTES } from './looks-like-page.ts'
import { Watch } from './watch.ts'

export { LinkError } from './link-error.ts'

export type FetchOptions = LinkOptions & {
  /** Written as the body arrives; removed again on any failure. */
  toFile: string
  maxBytes: number
}

export type FetchedMedia = { bytes: number; contentType: string | null; finalUrl: string }

/**
 * Fetches the media behind a link into a file.
 * @throws LinkError with the code the job ends with; an error of the disk is thrown as it is
 */
export async function fetchPublicMedia(options: FetchOptions): Promise<FetchedMedia> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const watch = new Watch(limits.totalMs, options.signal)
  try {
    const hop = await followLink(options, {}, limits, watch)
    try {
      return await saveAnswer(hop, options, limits, watch)
    } finally {
      await hop.agent.destroy()
    }
  } catch (error) {
    // Whatever an abort made fail, the reason of the abort is the reason.
    throw watch.signal.aborted ? watch.signal.reason : error
  } finally {
    watch.stop()
  }
}

export type BytesOptions = LinkOptions & {
  range: { from: number; to: number } | null
  maxBytes: number
  /** Told of what comes as it comes, wanted or not, also of what fails afterwards. What it throws ends the fetch. */
  onBytes?: (bytes: number) => void
}

/**
 * Fetches a small thing, or a part of a large one, into memory: playlists, keys, pieces.
 * @throws LinkError as `fetchPublicMedia`; anything at all may come, so what it is is not looked at
 */
export async function fetchBytes(options: BytesOptions): Promise<{ bytes: Uint8Array; finalUrl: string }> {
  const { range, maxBytes, onBytes } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const watch = new Watch(limits.totalMs, options.signal)
  try {
    const headers = range ? { range: `bytes=${range.from}-${range.to - 1}` } : undefined
    const { answer, agent, url } = await followLink(options, headers ?? {}, limits, watch)
    try {
      const isPart = range !== null && answer.statusCode === 206
      checkStatus(answer, isPart ? 206 : 200)
      if (isPart && !header(answer, 'content-range')?.startsWith(`bytes ${range.from}-${range.to - 1}/`)) {
        throw new LinkError('link_unreachable', new Error('another range'))
      }
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of bodyOf(answer, limits, watch)) {
        length += chunk.length
        onBytes?.(chunk.length)
        if (length > maxBytes) throw new LinkError('file_too_large')
        chunks.push(chunk)
        // A server without ranges sends all of it, and what comes after the part is not waited for.
        if (range && !isPart && length >= range.to) break
      }
      const all = Buffer.concat(chunks)
      const bytes = range && !isPart ? Buffer.from(all.subarray(range.from, range.to)) : all
      if (range && bytes.length !== range.to - range.from) {
        throw new LinkError('link_unreachable', new Error('a part too short'))
      }
      return { bytes, finalUrl: url.href }
    } finally {
      await agent.destroy()
    }
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : error
  } finally {
    watch.stop()
  }
}

/** Saves an answer with all of the media into `toFile`, which is gone again on any failure. */
export async function saveAnswer(
  { answer, url }: Hop,
  options: FetchOptions,
  limits: FetchLimits,
  watch: Watch,
): Promise<FetchedMedia> {
  const { toFile, maxBytes } = options
  try {
    checkAnswer(answer, 200)
    if (Number(header(answer, 'content-length') ?? 0) > maxBytes) throw new LinkError('file_too_large')
    const bytes = await saveBody(bodyOf(answer, limits, watch), toFile, maxBytes)
    return { bytes, contentType: header(answer, 'content-type'), finalUrl: url.href }
  } catch (error) {
    await rm(toFile, { force: true }).catch(() => undefined)
    throw error
  }
}

async function saveBody(body: AsyncIterable<Uint8Array>, toFile: string, maxBytes: number): Promise<number> {
  const file = await open(toFile, 'w')
  try {
    const head = new Uint8Array(SNIFFED_BYTES)
    let bytes = 0
    let isSniffed = false
    const sniff = (): void => {
      const noMedia = noMediaByStart(head.subarray(0, bytes))
      if (noMedia) throw new NoMediaError(noMedia)
      isSniffed = true
    }
    for await (const chunk of body) {
      if (bytes < SNIFFED_BYTES) head.set(chunk.subarray(0, SNIFFED_BYTES - bytes), bytes)
      bytes += chunk.length
      if (bytes > maxBytes) throw new LinkError('file_too_large')
      if (!isSniffed && bytes >= SNIFFED_BYTES) sniff()
      await file.writeFile(chunk)
    }
    if (!isSniffed) sniff()
    return bytes
  } finally {
    await file.close()
  }
}
