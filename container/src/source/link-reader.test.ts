import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { drip, FetchFixture, redirectTo } from './fetch-fixture.ts'
import type { FetchOptions } from './guarded-fetch.ts'
import { openLink } from './link-reader.ts'
import type { Resolve } from './resolve-public.ts'
import { answerRange, ETAG, serveRanges, type Asked } from './serve-ranges.ts'
import { HEAD_BYTES, type SourceReader } from './source-reader.ts'

const fixture = new FetchFixture()

/** 3 MB that begin as an MP4 does; every byte tells its place. */
const FILE = Buffer.alloc(3_000_000, Buffer.from(Array.from({ length: 251 }, (_, i) => i)))
FILE.set(Buffer.from('\0\0\0\x20ftypisom'))

async function open(host: string, extra: Partial<FetchOptions> = {}): Promise<SourceReader | null> {
  const reader = await openLink({
    url: `http://${host}/media.mp4`,
    toFile: fixture.toFile,
    maxBytes: 10_000_000,
    allowHosts: [host],
    ...extra,
    limits: { retryMs: 1, ...extra.limits },
  })
  onTestFinished(async () => reader?.close())
  return reader
}

async function openRanges(host: string, extra: Partial<FetchOptions> = {}): Promise<SourceReader> {
  const reader = await open(host, extra)
  if (!reader) throw new Error('was fetched as a whole')
  return reader
}

const serve = (instead?: (asked: Asked, before: number) => boolean) => fixture.servers.http(serveRanges(FILE, instead))

/** Answers odd to the requests after the first. */
const later = (odd: (asked: Asked) => void) => (asked: Asked, before: number) => {
  if (before > 0) odd(asked)
  return before > 0
}

describe('a link whose server hands out ranges', () => {
  it('is read where it is needed, over few connections, and nothing is saved', async () => {
    const sockets = new Set<unknown>()
    const ranges: unknown[] = []
    const host = await serve(({ request }) => {
      sockets.add(request.socket)
      ranges.push([request.headers.range, request.headers['if-range']])
      return false
    })
    const reader = await openRanges(host)
    expect(reader.sizeBytes).toBe(FILE.length)
    expect(Buffer.from(reader.head).equals(FILE.subarray(0, HEAD_BYTES))).toBe(true)
    expect(await reader.read(2_000_000, 2_000_005)).toEqual(Uint8Array.from(FILE.subarray(2_000_000, 2_000_005)))
    expect(Buffer.from(await reader.read(0, 100)).equals(FILE.subarray(0, 100))).toBe(true)
    expect(Buffer.from(await reader.read(1_000_000, FILE.length)).equals(FILE.subarray(1_000_000))).toBe(true)
    expect(ranges).toEqual([
      [`bytes=0-${HEAD_BYTES - 1}`, undefined],
      ['bytes=2000000-2000004', ETAG],
      [`bytes=1000000-${FILE.length - 1}`, ETAG],
    ])
    await Promise.all(Array.from({ length: 20 }, (_, i) => reader.read(1_000_000 + i, 1_000_001 + i)))
    expect(sockets.size).toBeLessThanOrEqual(4)
    expect(existsSync(fixture.toFile)).toBe(false)
  })

  it('is taken as it is where it is shorter than the first range', async () => {
    const small = FILE.subarray(0, 1000)
    const reader = await openRanges(await fixture.servers.http(serveRanges(small)))
    expect([reader.sizeBytes, reader.head.length]).toEqual([1000, 1000])
  })

  it('may be told apart by its date where it has no strong ETag, and give less than it is asked for', async () => {
    const changed = 'Tue, 03 Nov 2026 10:00:00 GMT'
    const host = await serve((asked) => {
      const to = Math.min(asked.to, asked.from + 600_000)
      answerRange({ ...asked, to }, FILE, { etag: 'W/"weak"', 'last-modified': changed })
      return true
    })
    const reader = await openRanges(host)
    expect(Buffer.from(await reader.read(1_000_000, 2_900_000)).equals(FILE.subarray(1_000_000, 2_900_000))).toBe(true)
  })

  it('is followed once through its redirects; ranges go to where they led', async () => {
    const asked: (string | undefined)[] = []
    const ranges = serveRanges(FILE)
    const host = await fixture.servers.http((request, response) => {
      asked.push(request.url)
      if (request.url === '/signed') ranges(request, response)
      else redirectTo('/signed')(request, response)
    })
    await (await openRanges(host)).read(1_000_000, 1_000_001)
    expect(asked).toEqual(['/media.mp4', '/signed', '/signed'])
  })

  it.each([
    ['is too large by its total', {}, 'file_too_large', { maxBytes: 2_999_999 }],
    ['is a page by its type', { 'content-type': 'text/html' }, 'unsupported_link', {}],
    ['is packed', { 'content-encoding': 'gzip' }, 'link_not_media', {}],
  ])('that %s is refused before its body is read', async (_, headers, code, extra) => {
    const host = await serve((asked) => {
      answerRange(asked, FILE, headers)
      return true
    })
    expect(await fixture.failureOf(open(host, extra))).toBe(code)
  })

  it('that is a page by its first bytes is refused', async () => {
    const page = Buffer.from(`<!doctype html>${' '.repeat(5000)}`)
    expect(await fixture.failureOf(open(await fixture.servers.http(serveRanges(page))))).toBe('unsupported_link')
  })
})

describe('all of a link is fetched at once', () => {
  const plain = ({ response }: Asked): void => void response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILE)
  it.each<[string, number, (asked: Asked) => void]>([
    ['where ranges are not known, from the same answer', 1, plain],
    ['where there is nothing to tell versions apart', 2, (asked) => answerRange(asked, FILE, { etag: 'W/"1"' })],
    ['where the total is kept back', 2, (asked) => answerRange(asked, FILE, { 'content-range': 'bytes 0-524287/*' })],
    [
      'where another range comes',
      2,
      (asked) => answerRange(asked, FILE, { 'content-range': 'bytes 1-524288/3000000' }),
    ],
    ['where there is no range in it', 2, (asked) => answerRange(asked, FILE, { 'content-range': 'all' })],
    ['where ranges are refused', 2, ({ response }) => void response.writeHead(403).end()],
  ])('%s', async (_, requests, answer) => {
    let count = 0
    const host = await serve((asked) => {
      count += 1
      const isRange = asked.request.headers.range !== undefined
      if (isRange) answer(asked)
      return isRange
    })
    expect(await open(host)).toBeNull()
    expect((await readFile(fixture.toFile)).equals(FILE)).toBe(true)
    expect(count).toBe(requests)
  })

  it('and fails as that fails', async () => {
    const host = await fixture.servers.http((_request, response) => void response.writeHead(404).end())
    expect(await fixture.failureOf(open(host))).toBe('link_not_found')
  })
})

describe('an odd answer in the middle', () => {
  it.each<[string, (asked: Asked) => void]>([
    ['another range', (asked) => answerRange(asked, FILE, { 'content-range': 'bytes 0-99999/3000000' })],
    ['another total', (asked) => answerRange(asked, FILE, { 'content-range': 'bytes 1000000-1999999/3000001' })],
    ['no range', ({ response }) => void response.writeHead(206, { etag: ETAG }).end(FILE)],
    ['another version', (asked) => answerRange(asked, FILE, { etag: '"two"' })],
    ['all of it', ({ response }) => void response.writeHead(200, { etag: '"two"' }).end(FILE)],
    ['a body too short', (asked) => answerRange(asked, FILE, {}, FILE.subarray(0, 1000))],
    ['a body too long', (asked) => answerRange(asked, FILE, {}, FILE)],
    ['crumbs', (asked) => answerRange({ ...asked, to: asked.from + 10 }, FILE)],
    ['a page', (asked) => answerRange(asked, FILE, { 'content-type': 'text/html' })],
    ['packed bytes', (asked) => answerRange(asked, FILE, { 'content-encoding': 'br' })],
    ['no entry', ({ response }) => void response.writeHead(403).end()],
    ['trouble', ({ response }) => void response.writeHead(503).end()],
    ['a broken connection', ({ response }) => void response.destroy()],
  ])('that is %s is tried again, then link_unreachable, and never taken for bytes', async (_, odd) => {
    let isWell = false
    let tries = 0
    const host = await serve(
      later((asked) => {
        tries += 1
        if (isWell) answerRange(asked, FILE)
        else odd(asked)
      }),
    )
    const reader = await openRanges(host)
    expect(await fixture.failureOf(reader.read(1_000_000, 2_000_000))).toBe('link_unreachable')
    expect(tries).toBe(4)
    isWell = true
    expect(Buffer.from(await reader.read(1_000_000, 2_000_000)).equals(FILE.subarray(1_000_000, 2_000_000))).toBe(true)
  })

  it('that was a signed address running out is got over by asking the link again', async () => {
    let signature = 1
    const asked: (string | undefined)[] = []
    const ranges = serveRanges(FILE)
    const host = await fixture.servers.http((request, response) => {
      asked.push(request.url)
      if (request.url === `/${signature}`) ranges(request, response)
      else if (request.url === '/media.mp4') redirectTo(`/${signature}`)(request, response)
      else response.writeHead(403).end()
    })
    const reader = await openRanges(host)
    signature = 2
    expect(Buffer.from(await reader.read(700_000, 1_400_000)).equals(FILE.subarray(700_000, 1_400_000))).toBe(true)
    await reader.read(1_400_000, 1_400_001)
    expect(asked).toEqual(['/media.mp4', '/1', '/1', '/media.mp4', '/2', '/2'])
  })
})

describe('the guard', () => {
  it('lets no later range lead inside', async () => {
    const canary = await fixture.servers.raw(null)
    const host = await fixture.servers.http(
      serveRanges(
        FILE,
        later(({ request, response }) => redirectTo(`http://${canary.host}/`)(request, response)),
      ),
    )
    const reader = await openRanges(host)
    expect(await fixture.failureOf(reader.read(1_000_000, 1_000_001))).toBe('link_blocked')
    expect(canary.connections()).toBe(0)
  })

  it('connects to the checked address when a connection has to be made anew, and checks again what is resolved again', async () => {
    const host = await serve(({ response }) => {
      response.setHeader('connection', 'close')
      return false
    })
    const port = host.split(':')[1]
    const resolve = vi
      .fn<Resolve>()
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }])
      .mockResolvedValue([{ address: '10.0.0.1', family: 4 }])
    const name = `media.example.com:${port}`
    const reader = await openRanges(name, { resolve, allowHosts: [name] })
    await reader.read(1_000_000, 1_000_001)
    await reader.read(2_000_000, 2_000_001)
    expect(resolve).toHaveBeenCalledTimes(1)
  })

  it('does not follow a name that has become private when the link is asked again', async () => {
    const host = await serve(later(({ response }) => void response.writeHead(403).end()))
    const resolve = vi
      .fn<Resolve>()
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }])
      .mockResolvedValue([{ address: '10.0.0.1', family: 4 }])
    const allowed: string[] = [`media.example.com:${host.split(':')[1]}`]
    const reader = await openRanges(allowed[0] ?? '', { resolve, allowHosts: allowed })
    // What remains is the port, which is any public host's.
    allowed.splice(0, 1, `*:${host.split(':')[1]}`)
    expect(await fixture.failureOf(reader.read(1_000_000, 1_000_001))).toBe('link_unreachable')
  })
})

describe('time', () => {
  it("is the server's: one that trickles or stops is link_too_slow", async () => {
    const host = await serve(
      later(({ from, to, response }) => {
        response.writeHead(206, { etag: ETAG, 'content-range': `bytes ${from}-${to - 1}/${FILE.length}` })
        drip(response, Buffer.from('x'), 20)
      }),
    )
    const reader = await openRanges(host, { limits: { stallMs: 1000, graceMs: 100 } })
    expect(await fixture.failureOf(reader.read(1_000_000, 2_000_000))).toBe('link_too_slow')
  })

  it('that the reader takes is not counted', async () => {
    const reader = await openRanges(await serve(), { limits: { stallMs: 400, graceMs: 400, totalMs: 400 } })
    for (let i = 1; i <= 4; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(await reader.read(i * 600_000, i * 600_000 + 1)).toHaveLength(1)
    }
  })

  it('is over when the reader is closed: what is under way is not tried again', async () => {
    let count = 0
    const reader = await openRanges(await serve(later(() => void (count += 1))))
    const reading = reader.read(1_000_000, 1_000_001)
    await vi.waitFor(() => expect(count).toBe(1))
    await reader.close()
    await expect(reading).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(count).toBe(1)
  })

  it('is over when the job is cancelled', async () => {
    const cancel = new AbortController()
    const reader = await openRanges(await serve(later(() => {})), { signal: cancel.signal })
    const reason = new Error('cancelled')
    setTimeout(() => cancel.abort(reason), 30)
    await expect(reader.read(1_000_000, 1_000_001)).rejects.toBe(reason)
  })
})
