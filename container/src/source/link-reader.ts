/**
 * A link that is read by ranges, as its bytes are needed. Each range is a request of its own with its own clock, so a
 * slow reader is not taken for a slow server. Ranges go to the address behind the redirects, over connections that stay
 * open; they must not redirect. After any odd answer (a signed address has expired, a connection broke) the link itself is
 * asked again, checked as the first time. What comes must be the same file to the byte: same length, same validator.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import type { FetchLimits } from './fetch-limits.ts'
import { DEFAULT_LIMITS } from './fetch-limits.ts'
import { ask, bodyOf, checkAnswer, followLink, header, type Hop } from './follow-link.ts'
import { fetchPublicMedia, saveAnswer, type FetchOptions } from './guarded-fetch.ts'
import { LinkError, NoMediaError } from './link-error.ts'
import { noMediaByStart, SNIFFED_BYTES } from './looks-like-page.ts'
import { beyondHead, HEAD_BYTES, type SourceReader } from './source-reader.ts'
import { validatorOf } from './validator.ts'
import { Watch } from './watch.ts'

/** How often a range is asked for before it is given up. */
const TRIES = 4
/** Read beside the body itself: ends and indexes that are looked at first, and what is asked for twice. */
const EXTRA_BYTES = 64 * 1024 * 1024
/** Servers may give less than they were asked for, but not so little that a file becomes a flood of requests. */
const LEAST_BYTES = 64 * 1024

/** The part of the file an answer says it is, `to` not included. */
type Part = { from: number; to: number; total: number; validator: string }

/**
 * Opens a link. Null: its server hands out no ranges that can be relied on, and all of it lies in `toFile`.
 * @throws LinkError with the code the job ends with
 */
export async function openLink(options: FetchOptions): Promise<SourceReader | null> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const first = await openFirst(options, limits)
  if (first === 'saved') return null
  if (first === 'no ranges') {
    await fetchPublicMedia(options)
    return null
  }
  const { head, part } = first
  const reader = new LinkReader(first.hop, part, options, limits)
  return {
    sizeBytes: part.total,
    head,
    read: beyondHead(head, (from, to) => reader.read(from, to)),
    close: () => reader.close(),
  }
}

async function openFirst(
  options: FetchOptions,
  limits: FetchLimits,
): Promise<'saved' | 'no ranges' | { hop: Hop; part: Part; head: Uint8Array }> {
  const watch = new Watch(limits.totalMs, options.signal)
  let hop: Hop | null = null
  let isKept = false
  try {
    hop = await followLink(options, { range: `bytes=0-${HEAD_BYTES - 1}` }, limits, watch)
    if (hop.answer.statusCode === 200) {
      await saveAnswer(hop, options, limits, watch)
      return 'saved'
    }
    // Empty files have no ranges, and some servers refuse whoever asks for one: the plain request decides.
    if (hop.answer.statusCode !== 206) return 'no ranges'
    checkAnswer(hop.answer, 206)
    const part = partOf(hop.answer)
    if (!part || part.from !== 0 || part.to !== Math.min(HEAD_BYTES, part.total)) return 'no ranges'
    if (part.total > options.maxBytes) throw new LinkError('file_too_large')
    const head = await bytesOf(hop.answer, part, limits, watch)
    const noMedia = noMediaByStart(head.subarray(0, SNIFFED_BYTES))
    if (noMedia) throw new NoMediaError(noMedia)
    isKept = true
    return { hop, part, head }
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : error
  } finally {
    watch.stop()
    if (!isKept) await hop?.agent.destroy()
  }
}

class LinkReader {
  readonly #options: FetchOptions
  readonly #limits: FetchLimits
  readonly #file: Pick<Part, 'total' | 'validator'>
  /** Where ranges are asked for; null when the link has to be followed again. */
  #line: Pick<Hop, 'url' | 'agent'> | null
  /** Whatever is still under way when nobody needs it any more must not open connections of its own. */
  readonly #closing = new AbortController()
  #bytesLeft: number
  /** What is left of the time a whole fetch may take; only waiting for the server counts. */
  #msLeft: number

  constructor(hop: Hop, part: Part, options: FetchOptions, limits: FetchLimits) {
    this.#line = hop
    this.#file = part
    const { signal: job } = options
    this.#options = { ...options, signal: job ? AbortSignal.any([job, this.#closing.signal]) : this.#closing.signal }
    this.#limits = limits
    this.#bytesLeft = part.total + EXTRA_BYTES
    this.#msLeft = limits.totalMs
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from)
    for (let at = from; at < to;) {
      const part = await this.#readOn(at, to)
      bytes.set(part, at - from)
      at += part.length
    }
    return bytes
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#line?.agent.destroy()
  }

  /** Some bytes from `from` on, `to` at the most. */
  async #readOn(from: number, to: number): Promise<Uint8Array> {
    const { signal } = this.#options
    for (let attempt = 1; ; attempt += 1) {
      if (to - from > this.#bytesLeft) throw new LinkError('link_unreachable', new Error('read too often'))
      try {
        const bytes = await this.#tryOnce(from, to)
        this.#bytesLeft -= bytes.length
        return bytes
      } catch (error) {
        this.#bytesLeft -= to - from
        signal?.throwIfAborted()
        if (!(error instanceof LinkError) || error.code === 'link_blocked' || error.code === 'link_too_slow')
          throw error
        if (attempt === TRIES) throw new LinkError('link_unreachable', error)
        await sleep(this.#limits.retryMs * 2 ** (attempt - 1), undefined, { signal })
      }
    }
  }

  async #tryOnce(from: number, to: number): Promise<Uint8Array> {
    const limits = this.#limits
    const watch = new Watch(Math.max(1, this.#msLeft), this.#options.signal)
    const startedAt = performance.now()
    const line = this.#line
    let hop: Hop | null = null
    let isGood = false
    try {
      const headers = { range: `bytes=${from}-${to - 1}`, 'if-range': this.#file.validator }
      if (line) {
        watch.phase(limits.connectMs + limits.headersMs, 'link_too_slow')
        const all = { ...this.#options.headers, ...headers }
        hop = { ...line, answer: await ask(line.url, line.agent, all, watch.signal) }
      } else {
        hop = await followLink(this.#options, headers, limits, watch)
      }
      checkAnswer(hop.answer, 206)
      const part = partOf(hop.answer)
      if (!part || !this.#isWanted(part, from, to)) {
        throw new LinkError('link_unreachable', new Error('a range of another file, or another range'))
      }
      const bytes = await bytesOf(hop.answer, part, limits, watch)
      isGood = true
      return bytes
    } catch (error) {
      throw watch.signal.aborted ? watch.signal.reason : error
    } finally {
      watch.stop()
      this.#msLeft -= performance.now() - startedAt
      await this.#keep(line, hop, isGood)
    }
  }

  #isWanted(part: Part, from: number, to: number): boolean {
    const { total, validator } = this.#file
    const isSame = part.total === total && part.validator === validator
    return isSame && part.from === from && part.to <= to && part.to - from >= Math.min(LEAST_BYTES, to - from)
  }

  /** Goes on with the connections that answered well; others under way at the same time may have replaced them. */
  async #keep(used: Pick<Hop, 'url' | 'agent'> | null, hop: Hop | null, isGood: boolean): Promise<void> {
    if (isGood) {
      if (used || !hop) return
      if (this.#line) await hop.agent.destroy()
      else this.#line = hop
      return
    }
    if (used && this.#line === used) this.#line = null
    // Whatever else is under way over it fails too, and is tried again.
    await (used ?? hop)?.agent.destroy()
  }
}

/** What an answer says it holds; null when it does not say so in full, or cannot be told from a later version. */
function partOf(answer: Dispatcher.ResponseData): Part | null {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/u.exec(header(answer, 'content-range') ?? '')
  const validator = validatorOf((name) => header(answer, name))
  if (!range || validator === null) return null
  const [from = 0, last = 0, total = 0] = range.slice(1).map(Number)
  return from <= last && last < total ? { from, to: last + 1, total, validator } : null
}

/** @throws LinkError link_unreachable for a body that is shorter or longer than was said */
async function bytesOf(
  answer: Dispatcher.ResponseData,
  { from, to }: Part,
  limits: FetchLimits,
  watch: Watch,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from)
  let filled = 0
  for await (const chunk of bodyOf(answer, limits, watch)) {
    if (filled + chunk.length > bytes.length) throw new LinkError('link_unreachable', new Error('a body too long'))
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  if (filled < bytes.length) throw new LinkError('link_unreachable', new Error('a body too short'))
  return bytes
}
