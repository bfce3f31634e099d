import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { drip, FetchFixture, MEDIA, serveMedia } from './fetch-fixture.ts'
import { fetchPublicMedia } from './guarded-fetch.ts'

const fixture = new FetchFixture()

describe('a link to media', () => {
  it('is fetched byte for byte', async () => {
    const host = await fixture.servers.http(serveMedia)
    expect(await fixture.from(host)).toEqual({
      bytes: MEDIA.length,
      contentType: 'video/mp4',
      finalUrl: `http://${host}/media.mp4`,
    })
    expect(await readFile(fixture.toFile)).toEqual(MEDIA)
  })

  it('is asked for as it is, without cookies, referrer or credentials', async () => {
    const headers = vi.fn<(method: string | undefined, headers: IncomingHttpHeaders) => void>()
    const host = await fixture.servers.http((request, response) => {
      headers(request.method, request.headers)
      serveMedia(request, response)
    })
    await fixture.from(host)
    expect(headers).toHaveBeenCalledExactlyOnceWith(
      'GET',
      expect.objectContaining({ 'accept-encoding': 'identity', host }),
    )
    expect(headers.mock.calls[0]?.[1]).not.toHaveProperty('cookie')
  })

  it('may come without a content-type or a length', async () => {
    const host = await fixture.servers.http((_request, response) => {
      response.write(MEDIA.subarray(0, 1000))
      response.end(MEDIA.subarray(1000))
    })
    expect(await fixture.from(host)).toMatchObject({ bytes: MEDIA.length, contentType: null })
    expect(await readFile(fixture.toFile)).toEqual(MEDIA)
  })

  it('replaces what was in the file', async () => {
    const host = await fixture.servers.http(serveMedia)
    await writeFile(fixture.toFile, Buffer.alloc(MEDIA.length * 2))
    await fixture.from(host)
    expect(await readFile(fixture.toFile)).toEqual(MEDIA)
  })

  it('is followed through five redirects of every kind, relative ones too', async () => {
    const hops = [301, 302, 303, 307, 308]
    const host = await fixture.servers.http((request, response) => {
      const at = Number(request.url?.slice(1))
      const status = hops[at]
      if (status === undefined) serveMedia(request, response)
      else response.writeHead(status, { location: `${at + 1}` }).end()
    })
    expect(await fixture.from(host, '/0')).toMatchObject({ finalUrl: `http://${host}/5` })
  })
})

describe('an answer that is no media', () => {
  it.each([
    [404, 'link_not_found'],
    [410, 'link_not_found'],
    [401, 'link_refused'],
    [403, 'link_refused'],
    [400, 'link_unreachable'],
    [429, 'link_unreachable'],
    [500, 'link_unreachable'],
    [503, 'link_unreachable'],
    [204, 'link_unreachable'],
    [206, 'link_unreachable'],
    [304, 'link_unreachable'],
  ] as const)('with status %i is %s', async (status, code) => {
    const host = await fixture.servers.http((_request, response) => void response.writeHead(status).end())
    expect(await fixture.failureOf(fixture.from(host))).toBe(code)
  })

  it.each([
    ['unsupported_link', 'text/html; charset=utf-8', MEDIA],
    ['unsupported_link', 'TEXT/HTML', MEDIA],
    ['unsupported_link', 'application/xhtml+xml', MEDIA],
    ['unsupported_link', 'video/mp4', Buffer.from('<!DOCTYPE html><title>Sign in</title>')],
    ['unsupported_link', 'video/mp4', Buffer.from('\n\n  <html>')],
    ['unsupported_link', 'application/octet-stream', Buffer.from('\u{feff}<html>')],
    ['unsupported_link', 'video/mp4', Buffer.from('\u{feff}<html>', 'utf16le')],
    ['unsupported_link', 'text/plain', Buffer.from('<?xml version="1.0"?><MPD/>')],
    ['unsupported_link', 'video/mp4', Buffer.from(`${' '.repeat(300)}<html>`)],
    ['link_not_media', 'application/json', MEDIA],
    ['link_not_media', 'text/plain', Buffer.from('{"error":"no"}')],
    ['link_not_media', 'audio/mpegurl', Buffer.from('#EXTM3U\nhttp://169.254.169.254/')],
    ['link_not_media', 'text/plain', Buffer.from('ffconcat version 1.0\nfile /etc/passwd')],
    ['link_not_media', 'video/mp4', Buffer.alloc(0)],
  ])('is %s: %s (%#)', async (code, type, body) => {
    const host = await fixture.servers.http(
      (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body),
    )
    expect(await fixture.failureOf(fixture.from(host))).toBe(code)
  })

  it('that is packed although we asked for it plain is link_not_media', async () => {
    const host = await fixture.servers.http(
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(MEDIA),
    )
    expect(await fixture.failureOf(fixture.from(host))).toBe('link_not_media')
  })

  it('that breaks off is link_unreachable', async () => {
    const short = await fixture.servers.raw(`HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n${'x'.repeat(100)}`)
    expect(await fixture.failureOf(fixture.from(short.host))).toBe('link_unreachable')
    const chunked = await fixture.servers.raw(
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\n${'x'.repeat(100)}\r\n`,
    )
    expect(await fixture.failureOf(fixture.from(chunked.host))).toBe('link_unreachable')
  })

  it('that is no HTTP is link_unreachable', async () => {
    const { host } = await fixture.servers.raw('SSH-2.0-OpenSSH_9.2\r\n')
    expect(await fixture.failureOf(fixture.from(host))).toBe('link_unreachable')
  })

  it('from a port where nobody listens is link_unreachable', async () => {
    const host = await fixture.servers.http(serveMedia)
    await fixture.servers.closeAll()
    expect(await fixture.failureOf(fixture.from(host))).toBe('link_unreachable')
  })

  it('over TLS from a server without it is link_unreachable', async () => {
    const host = await fixture.servers.http(serveMedia)
    expect(await fixture.failureOf(fixture.fetch(`https://${host}/`, { allowHosts: [host] }))).toBe('link_unreachable')
  })
})

describe('a file that is too large', () => {
  it('is refused by its stated length, before the body', async () => {
    const host = await fixture.servers.http((_request, response) => {
      response.writeHead(200, { 'content-length': '1000001' }).flushHeaders()
    })
    expect(await fixture.failureOf(fixture.from(host))).toBe('file_too_large')
  })

  it('is cut off where no length was stated, and the body has no end', async () => {
    let sent = 0
    const host = await fixture.servers.http((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(MEDIA)) sent += MEDIA.length
      }
      response.on('drain', more)
      more()
    })
    expect(await fixture.failureOf(fixture.from(host))).toBe('file_too_large')
    expect(sent).toBeLessThan(100_000_000)
  })

  it('is taken when it has exactly the allowed size', async () => {
    const host = await fixture.servers.http(serveMedia)
    expect(await fixture.from(host, '/', { maxBytes: MEDIA.length })).toMatchObject({ bytes: MEDIA.length })
    expect(await fixture.failureOf(fixture.from(host, '/', { maxBytes: MEDIA.length - 1 }))).toBe('file_too_large')
  })

  it('is never longer than a stated length that lies', async () => {
    const { host } = await fixture.servers.raw(
      `HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\n${'x'.repeat(500_000)}`,
    )
    expect(await fixture.from(host)).toMatchObject({ bytes: 10 })
  })
})

describe('a job that is cancelled', () => {
  it('ends the fetch with its own reason and leaves no file', async () => {
    const host = await fixture.servers.http((_request, response) => drip(response, MEDIA, 10))
    const cancel = new AbortController()
    const reason = new Error('cancelled')
    setTimeout(() => cancel.abort(reason), 50)
    await expect(fixture.from(host, '/', { signal: cancel.signal, maxBytes: 1e9 })).rejects.toBe(reason)
    expect(existsSync(fixture.toFile)).toBe(false)
  })

  it('before it began asks nobody', async () => {
    const canary = await fixture.servers.raw(null)
    const reason = new Error('cancelled')
    await expect(fixture.from(canary.host, '/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(canary.connections()).toBe(0)
  })
})

it('lets an error of the disk through as it is', async () => {
  const host = await fixture.servers.http(serveMedia)
  const work = fetchPublicMedia({
    url: `http://${host}/`,
    toFile: join(fixture.folder, 'no', 'such', 'folder'),
    maxBytes: 1e6,
    allowHosts: [host],
  })
  await expect(work).rejects.toMatchObject({ code: 'ENOENT' })
})
