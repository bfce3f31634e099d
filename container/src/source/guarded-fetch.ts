import { open, rm } from 'node:fs/promises'
import type { Dispatcher } from 'undici'
import { Agent, buildConnector, request } from 'undici'
import { isAllowedHost, parsePublicUrl, PublicUrlError } from '../../../workers/domain/net/public-url.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { DEFAULT_LIMITS } from './fetch-limits.ts'
import { LinkError } from './link-error.ts'
import { isPageStart, isPageType, SNIFFED_BYTES } from './looks-like-page.ts'
import type { Resolve } from './resolve-public.ts'
import { pinnedLookup, resolvePublic, systemResolve } from './resolve-public.ts'
import { Watch } from './watch.ts'

export { LinkError } from './link-error.ts'

// A link comes from a stranger and is fetched from inside our network. So each hop is checked in full before a byte is
// sent: the URL's text, then every address of its host, and the socket is given those addresses instead of the name,
// because a name can answer differently the second time. Redirects are followed by hand, each as a new hop.

export type FetchOptions = {
  url: string
  /** Written as the body arrives; removed again on any failure. */
  toFile: string
  maxBytes: number
  /** See `parsePublicUrl`; for developers and tests. */
  allowHosts?: readonly string[]
  /** Aborting rejects with the signal's own reason. */
  signal?: AbortSignal
  limits?: Partial<FetchLimits>
  resolve?: Resolve
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
    let url = checkedUrl(options.url, options.allowHosts)
    for (let redirects = 0; redirects <= limits.maxRedirects; redirects += 1) {
      const hop = await fetchHop(url, options, limits, watch)
      if (!(hop instanceof URL)) return hop
      url = hop
    }
    throw new LinkError('link_too_many_redirects')
  } catch (error) {
    await rm(options.toFile, { force: true }).catch(() => undefined)
    // Whatever an abort made fail, the reason of the abort is the reason.
    throw watch.signal.aborted ? watch.signal.reason : error
  } finally {
    watch.stop()
  }
}

function checkedUrl(text: string, allowHosts: readonly string[] | undefined): URL {
  try {
    return parsePublicUrl(text, { allowHosts })
  } catch (error) {
    throw error instanceof PublicUrlError ? new LinkError('link_blocked', error) : error
  }
}

/** One request; a redirect gives the next URL, checked by its text. */
async function fetchHop(
  url: URL,
  options: FetchOptions,
  limits: FetchLimits,
  watch: Watch,
): Promise<FetchedMedia | URL> {
  const { allowHosts, resolve = systemResolve } = options
  watch.signal.throwIfAborted()
  watch.phase(limits.connectMs, 'link_unreachable')
  const addresses = await watch.race(resolvePublic(url.hostname, resolve, isAllowedHost(url, allowHosts)))
  watch.phase(limits.connectMs, 'link_unreachable')
  const connect = buildConnector({ allowH2: false, lookup: pinnedLookup(addresses), timeout: limits.connectMs })
  const agent = new Agent({
    connect: (target, callback) =>
      connect(target, (...answer) => {
        watch.phase(limits.headersMs, 'link_too_slow')
        callback(...answer)
      }),
  })
  try {
    const answer = await overNetwork(() =>
      request(url, {
        dispatcher: agent,
        signal: watch.signal,
        headersTimeout: 0,
        bodyTimeout: 0,
        headers: {
          accept: 'video/*, audio/*, */*;q=0.5',
          'accept-encoding': 'identity',
          'user-agent': 'Listening/1.0',
        },
      }),
    )
    // The agent is torn down under bodies nobody reads; their complaint is of no interest.
    answer.body.on('error', () => undefined)
    const location = redirectTarget(answer, url)
    if (location !== null) return checkedUrl(location, allowHosts)
    checkAnswer(answer, options.maxBytes)
    const bytes = await saveBody(answer.body, options, limits, watch)
    return { bytes, contentType: header(answer, 'content-type'), finalUrl: url.href }
  } finally {
    await agent.destroy()
  }
}

function redirectTarget(answer: Dispatcher.ResponseData, base: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return null
  const location = header(answer, 'location')
  if (location === null || !URL.canParse(location, base.href)) throw new LinkError('link_unreachable')
  return new URL(location, base.href).href
}

function checkAnswer(answer: Dispatcher.ResponseData, maxBytes: number): void {
  const { statusCode } = answer
  if (statusCode === 404 || statusCode === 410) throw new LinkError('link_not_found')
  if (statusCode === 401 || statusCode === 403) throw new LinkError('link_refused')
  if (statusCode !== 200) throw new LinkError('link_unreachable', new Error(`HTTP ${statusCode}`))
  if (isPageType(header(answer, 'content-type'))) throw new LinkError('link_not_media')
  // We asked for the bytes as they are. Unpacking would let a small answer fill the disk's time, so it is refused.
  const encoding = header(answer, 'content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') throw new LinkError('link_not_media')
  if (Number(header(answer, 'content-length') ?? 0) > maxBytes) throw new LinkError('file_too_large')
}

async function saveBody(
  body: AsyncIterable<Uint8Array>,
  { toFile, maxBytes }: FetchOptions,
  limits: FetchLimits,
  watch: Watch,
): Promise<number> {
  const file = await open(toFile, 'w')
  try {
    const startedAt = performance.now()
    const chunks = body[Symbol.asyncIterator]()
    const head = new Uint8Array(SNIFFED_BYTES)
    let bytes = 0
    let isSniffed = false
    for (;;) {
      watch.phase(limits.stallMs, 'link_too_slow')
      const { done, value: chunk } = await overNetwork(() => chunks.next())
      if (!done && bytes < SNIFFED_BYTES) head.set(chunk.subarray(0, SNIFFED_BYTES - bytes), bytes)
      if (!done) bytes += chunk.length
      if (bytes > maxBytes) throw new LinkError('file_too_large')
      if (!isSniffed && (done || bytes >= SNIFFED_BYTES)) {
        if (isPageStart(head.subarray(0, bytes))) throw new LinkError('link_not_media')
        isSniffed = true
      }
      if (done) return bytes
      const elapsedMs = performance.now() - startedAt
      if (elapsedMs > limits.graceMs && bytes < (limits.minBytesPerSecond * elapsedMs) / 1000) {
        throw new LinkError('link_too_slow')
      }
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
}

async function overNetwork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new LinkError('link_unreachable', error)
  }
}

function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}
