import { describe, expect, it, vi } from 'vitest'
import { drip, FetchFixture, MEDIA } from './fetch-fixture.ts'
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
