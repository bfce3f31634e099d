import { open, rm } from 'node:fs/promises'
import type { FetchLimits } from './fetch-limits.ts'
import { DEFAULT_LIMITS } from './fetch-limits.ts'
import type { Hop, LinkOptions } from './follow-link.ts'
import { bodyOf, checkAnswer, followLink, header } from './follow-link.ts'
import { LinkError } from './link-error.ts'
import { isPageStart, SNIFFED_BYTES } from './looks-like-page.ts'
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
      if (isPageStart(head.subarray(0, bytes))) throw new LinkError('link_not_media')
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
