import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { drip, FetchFixture, MEDIA } from './fetch-fixture.ts'
import { LinkError } from './link-error.ts'
import type { Resolve } from './resolve-public.ts'

const fixture = new FetchFixture()

describe('a slow server', () => {
  it('that takes connections and says nothing is link_too_slow', async () => {
    const { host } = await fixture.servers.raw(null)
    expect(await fixture.failureOf(fixture.from(host, '/', { limits: { headersMs: 80 } }))).toBe('link_too_slow')
  })

  it('that sends a header a moment and never the last is link_too_slow', async () => {
    const host = await fixture.servers.http((_request, response) => {
      const timer = setInterval(() => response.socket?.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(await fixture.failureOf(fixture.from(host, '/', { limits: { headersMs: 150 } }))).toBe('link_too_slow')
  })

  it('that stops in the middle of the body is link_too_slow', async () => {
    const host = await fixture.servers.http((_request, response) => void response.write(MEDIA))
    expect(await fixture.failureOf(fixture.from(host, '/', { limits: { stallMs: 100 } }))).toBe('link_too_slow')
  })

  it('that sends a byte now and then is link_too_slow, though it never stalls', async () => {
    const host = await fixture.servers.http((_request, response) => drip(response, Buffer.from('x'), 20))
    const limits = { stallMs: 1000, graceMs: 150, minBytesPerSecond: 8192 }
    expect(await fixture.failureOf(fixture.from(host, '/', { limits }))).toBe('link_too_slow')
  })

  it('that is fast enough but never done is link_too_slow in the end', async () => {
    const host = await fixture.servers.http((_request, response) => drip(response, Buffer.alloc(1000, 7), 10))
    expect(await fixture.failureOf(fixture.from(host, '/', { limits: { totalMs: 300 } }))).toBe('link_too_slow')
  })

  it('may take its time within the limits', async () => {
    const host = await fixture.servers.http((_request, response) => {
      response.write(MEDIA.subarray(0, 10))
      setTimeout(() => response.end(MEDIA.subarray(10)), 60)
    })
    expect(
      await fixture.from(host, '/', { limits: { stallMs: 5000, graceMs: 20, minBytesPerSecond: 10 } }),
    ).toMatchObject({ bytes: MEDIA.length })
  })

  it('that is a resolver which never answers is link_unreachable', async () => {
    const resolve = vi.fn<Resolve>().mockReturnValue(new Promise(() => undefined))
    const work = fixture.fetch('http://media.example.com/', { resolve, limits: { connectMs: 50 } })
    expect(await fixture.failureOf(work)).toBe('link_unreachable')
  })
})

describe('a server that means no good', () => {
  it('and whose headers have no end is cut off', async () => {
    let sent = 0
    const host = await fixture.servers.http((_request, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => {
        sent += 1000
        response.socket?.write(`x-${sent}: ${'y'.repeat(1000)}\r\n`)
      }, 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(await fixture.failureOf(fixture.from(host))).toBe('link_unreachable')
    expect(sent).toBeLessThan(1_000_000)
  })

  it('and who announces itself without end, a word at a time, is cut off', async () => {
    const host = await fixture.servers.http((_request, response) => {
      const timer = setInterval(() => response.socket?.write('x'), 20)
      response.socket?.write('HTTP/1.1 200 OK\r\nx-long: ')
      response.on('close', () => clearInterval(timer))
    })
    expect(await fixture.failureOf(fixture.from(host, '/', { limits: { headersMs: 200 } }))).toBe('link_too_slow')
  })

  it.each([
    ['content-encoding', 'gzip'],
    ['content-encoding', 'br'],
    ['content-encoding', 'identity, gzip'],
    ['transfer-encoding', 'gzip, chunked'],
  ])('and packs a gigabyte into little (%s: %s) has it unpacked by nobody', async (name, value) => {
    const packed = gzipSync(Buffer.alloc(20_000_000))
    const host = await fixture.servers.http((_request, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${name}: ${value}\r\nconnection: close\r\n`)
      if (name === 'transfer-encoding') response.socket?.write(`\r\n${packed.length.toString(16)}\r\n`)
      else response.socket?.write(`content-length: ${packed.length}\r\n\r\n`)
      response.socket?.end(Buffer.concat([packed, Buffer.from(name === 'transfer-encoding' ? '\r\n0\r\n\r\n' : '')]))
    })
    const outcome = await fixture.from(host).then(
      ({ bytes }) => bytes,
      (error: unknown) => (error instanceof LinkError ? error.code : error),
    )
    // Where it is the way of transport that is packed, the bytes are taken as they came.
    expect(outcome).toBe(name === 'transfer-encoding' ? packed.length : 'link_not_media')
  })

  it('and says it has more than it sends, or less, is not believed', async () => {
    const more = await fixture.servers.raw(`HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n${'x'.repeat(100)}`)
    expect(await fixture.failureOf(fixture.from(more.host))).toBe('link_unreachable')
    const negative = await fixture.servers.raw(`HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n${'x'.repeat(100)}`)
    expect(await fixture.failureOf(fixture.from(negative.host))).toBe('link_unreachable')
    const two = await fixture.servers.raw(
      `HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 50\r\n\r\n${'x'.repeat(50)}`,
    )
    expect(await fixture.failureOf(fixture.from(two.host))).toBe('link_unreachable')
  })
})
