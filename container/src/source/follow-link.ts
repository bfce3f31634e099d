import type { Dispatcher } from 'undici'
import { Agent, buildConnector, request } from 'undici'
import { isAllowedHost, parsePublicUrl, PublicUrlError } from '../../../workers/domain/net/public-url.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { LinkError, NoMediaError } from './link-error.ts'
import { noMediaByType } from './looks-like-page.ts'
import type { Address, Resolve } from './resolve-public.ts'
import { pinnedLookup, resolvePublic } from './resolve-public.ts'
import type { Watch } from './watch.ts'

// A link comes from a stranger and is fetched from inside our network. So each hop is checked in full before a byte is
// sent: the URL's text, then every address of its host, and the socket is given those addresses instead of the name,
// because a name can answer differently the second time. Redirects are followed by hand, each as a new hop.

export type LinkOptions = {
  url: string
  /** Sent with every request for it, redirects included: what a page wants to see again (a referrer, a browser's name). */
  headers?: Readonly<Record<string, string>>
  /** See `parsePublicUrl`; for developers and tests. */
  allowHosts?: readonly string[]
  /** Aborting rejects with the signal's own reason. */
  signal?: AbortSignal
  limits?: Partial<FetchLimits>
  /** In place of the name servers, for tests. */
  resolve?: Resolve | undefined
  /** For tests, which have no public servers: where a connection to checked addresses really goes. */
  reroute?: (checked: readonly Address[]) => { hostname: string; port: string }
}

/** An answer that is no redirect. All connections of `agent` go to the addresses that were checked; whoever gets it destroys it. */
export type Hop = { url: URL; agent: Agent; answer: Dispatcher.ResponseData }

/** More requests at once wait for one another. */
const CONNECTIONS = 4

/**
 * Asks for a link and follows its redirects.
 * @throws LinkError with the code the job ends with
 */
export async function followLink(
  options: LinkOptions,
  extraHeaders: Readonly<Record<string, string>>,
  limits: FetchLimits,
  watch: Watch,
): Promise<Hop> {
  let url = checkedUrl(options.url, options.allowHosts)
  for (let redirects = 0; redirects <= limits.maxRedirects; redirects += 1) {
    const hop = await openHop(url, options, extraHeaders, limits, watch)
    try {
      const location = redirectTarget(hop)
      if (location === null) return hop
      url = checkedUrl(location, options.allowHosts)
    } catch (error) {
      await hop.agent.destroy()
      throw error
    }
    await hop.agent.destroy()
  }
  throw new LinkError('link_too_many_redirects')
}

/** @throws LinkError link_blocked for what `parsePublicUrl` refuses */
export function checkedUrl(text: string, allowHosts: readonly string[] | undefined): URL {
  try {
    return parsePublicUrl(text, { allowHosts })
  } catch (error) {
    throw error instanceof PublicUrlError ? new LinkError('link_blocked', error) : error
  }
}

async function openHop(
  url: URL,
  options: LinkOptions,
  extraHeaders: Readonly<Record<string, string>>,
  limits: FetchLimits,
  watch: Watch,
): Promise<Hop> {
  const { allowHosts, resolve, reroute } = options
  watch.signal.throwIfAborted()
  watch.phase(limits.connectMs, 'link_unreachable')
  const addresses = await watch.race(resolvePublic(url.hostname, resolve, isAllowedHost(url, allowHosts)))
  watch.phase(limits.connectMs, 'link_unreachable')
  const connect = buildConnector({ allowH2: false, lookup: pinnedLookup(addresses), timeout: limits.connectMs })
  // The first connection only: the agent may be kept for requests that have a clock of their own.
  let connected = (): void => watch.phase(limits.headersMs, 'link_too_slow')
  const agent = new Agent({
    connections: CONNECTIONS,
    connect: (target, callback) =>
      connect({ ...target, ...reroute?.(addresses) }, (...answer) => {
        connected()
        connected = () => {}
        callback(...answer)
      }),
  })
  try {
    return { url, agent, answer: await ask(url, agent, { ...options.headers, ...extraHeaders }, watch.signal) }
  } catch (error) {
    await agent.destroy()
    throw error
  }
}

/** One request through an agent whose addresses were checked. Redirects come back as they are. */
export async function ask(
  url: URL,
  agent: Agent,
  extraHeaders: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const answer = await overNetwork(() =>
    request(url, {
      dispatcher: agent,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: {
        accept: 'video/*, audio/*, */*;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'Listening/1.0',
        ...extraHeaders,
      },
    }),
  )
  // The agent is torn down under bodies nobody reads; their complaint is of no interest.
  answer.body.on('error', () => undefined)
  return answer
}

function redirectTarget({ answer, url }: Hop): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return null
  const location = header(answer, 'location')
  if (location === null || !URL.canParse(location, url.href)) throw new LinkError('link_unreachable')
  return new URL(location, url.href).href
}

/** @throws LinkError for an answer without the status that was `wanted`, and for one that is a page or packed */
export function checkAnswer(answer: Dispatcher.ResponseData, wanted: 200 | 206): void {
  checkStatus(answer, wanted)
  const noMedia = noMediaByType(header(answer, 'content-type'))
  if (noMedia) throw new NoMediaError(noMedia)
}

/** @throws LinkError for an answer without the status that was `wanted`, and for one that is packed */
export function checkStatus(answer: Dispatcher.ResponseData, wanted: 200 | 206): void {
  const { statusCode } = answer
  if (statusCode === 404 || statusCode === 410) throw new LinkError('link_not_found')
  if (statusCode === 401 || statusCode === 403) throw new LinkError('link_refused')
  if (statusCode !== wanted) throw new LinkError('link_unreachable', new Error(`HTTP ${statusCode}`))
  // We asked for the bytes as they are. Unpacking would let a small answer fill the disk's time, so it is refused.
  const encoding = header(answer, 'content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') throw new LinkError('link_not_media')
}

/** The pieces of a body, as fast as the server must be. `link_too_slow` for one that stalls or trickles. */
export async function* bodyOf(
  answer: Dispatcher.ResponseData,
  limits: FetchLimits,
  watch: Watch,
): AsyncGenerator<Uint8Array, void, undefined> {
  const body: AsyncIterable<Uint8Array> = answer.body
  const chunks = body[Symbol.asyncIterator]()
  const startedAt = performance.now()
  let bytes = 0
  for (;;) {
    watch.phase(limits.stallMs, 'link_too_slow')
    const { done, value: chunk } = await overNetwork(() => chunks.next())
    if (done) return
    bytes += chunk.length
    const elapsedMs = performance.now() - startedAt
    if (elapsedMs > limits.graceMs && bytes < (limits.minBytesPerSecond * elapsedMs) / 1000) {
      throw new LinkError('link_too_slow')
    }
    yield chunk
  }
}

async function overNetwork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new LinkError('link_unreachable', error)
  }
}

export function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}
