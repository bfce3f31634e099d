import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import type { FetchOptions } from './guarded-fetch.ts'
import { fetchPublicMedia, LinkError } from './guarded-fetch.ts'
import type { Resolve } from './resolve-public.ts'
import { TestServers } from './test-servers.ts'

const MEDIA = Buffer.concat([Buffer.from('\0\0\0\x20ftypisom'), Buffer.alloc(200_000, 7)])
const servers = new TestServers()
let folder = ''
let toFile = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guarded-fetch-'))
  toFile = join(folder, 'media')
})

afterEach(async () => {
  await servers.closeAll()
  await rm(folder, { recursive: true })
})

type Extra = Partial<Omit<FetchOptions, 'url' | 'toFile'>>

async function fetchFrom(host: string, path = '/media.mp4', extra: Extra = {}): Promise<Awaited<ReturnType<typeof fetchPublicMedia>>> {
  return await fetchPublicMedia({ url: `http://${host}${path}`, toFile, maxBytes: 1_000_000, allowHosts: [host], ...extra })
}

/** Fails with exactly this code, and leaves no file. */
async function expectFailure(work: Promise<unknown>, code: JobErrorCode): Promise<void> {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(LinkError)
  expect(error).toMatchObject({ code })
  expect(existsSync(toFile)).toBe(false)
}

const media: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4' }).end(MEDIA)
}

function redirectTo(location: string, status = 302): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { location }).end('Moved')
  }
}

function drip(response: ServerResponse, piece: Buffer, everyMs: number): void {
  const timer = setInterval(() => response.write(piece), everyMs)
  response.on('close', () => clearInterval(timer))
}

describe('a link to media', () => {
  it('is fetched byte for byte', async () => {
    const host = await servers.http(media)
    expect(await fetchFrom(host)).toEqual({ bytes: MEDIA.length, contentType: 'video/mp4', finalUrl: `http://${host}/media.mp4` })
    expect(await readFile(toFile)).toEqual(MEDIA)
  })

  it('is asked for as it is, without cookies, referrer or credentials', async () => {
    const headers = vi.fn()
    const host = await servers.http((request, response) => {
      headers(request.method, request.headers)
      media(request, response)
    })
    await fetchFrom(host)
    expect(headers).toHaveBeenCalledExactlyOnceWith('GET', expect.objectContaining({ 'accept-encoding': 'identity', host }))
    expect(Object.keys(headers.mock.calls[0]?.[1] as object)).not.toEqual(expect.arrayContaining(['cookie']))
  })

  it('may come without a content-type or a length', async () => {
    const host = await servers.http((_request, response) => {
      response.write(MEDIA.subarray(0, 1000))
      response.end(MEDIA.subarray(1000))
    })
    expect(await fetchFrom(host)).toMatchObject({ bytes: MEDIA.length, contentType: null })
    expect(await readFile(toFile)).toEqual(MEDIA)
  })

  it('replaces what was in the file', async () => {
    const host = await servers.http(media)
    await writeFile(toFile, Buffer.alloc(MEDIA.length * 2))
    await fetchFrom(host)
    expect(await readFile(toFile)).toEqual(MEDIA)
  })

  it('is followed through five redirects of every kind, relative ones too', async () => {
    const hops = [301, 302, 303, 307, 308]
    const host = await servers.http((request, response) => {
      const at = Number(request.url?.slice(1))
      const status = hops[at]
      if (status === undefined) media(request, response)
      else response.writeHead(status, { location: `${at + 1}` }).end()
    })
    expect(await fetchFrom(host, '/0')).toMatchObject({ finalUrl: `http://${host}/5` })
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
    const host = await servers.http((_request, response) => void response.writeHead(status).end())
    await expectFailure(fetchFrom(host), code)
  })

  it.each([
    ['text/html; charset=utf-8', MEDIA],
    ['TEXT/HTML', MEDIA],
    ['application/xhtml+xml', MEDIA],
    ['application/json', MEDIA],
    ['video/mp4', Buffer.from('<!DOCTYPE html><title>Sign in</title>')],
    ['video/mp4', Buffer.from('\n\n  <html>')],
    ['application/octet-stream', Buffer.from('\u{feff}<html>')],
    ['video/mp4', Buffer.from('\u{feff}<html>', 'utf16le')],
    ['text/plain', Buffer.from('<?xml version="1.0"?><MPD/>')],
    ['text/plain', Buffer.from('{"error":"no"}')],
    ['audio/mpegurl', Buffer.from('#EXTM3U\nhttp://169.254.169.254/')],
    ['text/plain', Buffer.from('ffconcat version 1.0\nfile /etc/passwd')],
    ['video/mp4', Buffer.alloc(0)],
    ['video/mp4', Buffer.from(`${' '.repeat(300)}<html>`)],
  ])('as %s is link_not_media (%#)', async (type, body) => {
    const host = await servers.http((_request, response) => void response.writeHead(200, { 'content-type': type }).end(body))
    await expectFailure(fetchFrom(host), 'link_not_media')
  })

  it('that is packed although we asked for it plain is link_not_media', async () => {
    const host = await servers.http((_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(MEDIA))
    await expectFailure(fetchFrom(host), 'link_not_media')
  })

  it('that breaks off is link_unreachable', async () => {
    const short = await servers.raw(`HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n${'x'.repeat(100)}`)
    await expectFailure(fetchFrom(short.host), 'link_unreachable')
    const chunked = await servers.raw(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\n${'x'.repeat(100)}\r\n`)
    await expectFailure(fetchFrom(chunked.host), 'link_unreachable')
  })

  it('that is no HTTP is link_unreachable', async () => {
    const { host } = await servers.raw('SSH-2.0-OpenSSH_9.2\r\n')
    await expectFailure(fetchFrom(host), 'link_unreachable')
  })

  it('from a port where nobody listens is link_unreachable', async () => {
    const host = await servers.http(media)
    await servers.closeAll()
    await expectFailure(fetchFrom(host), 'link_unreachable')
  })

  it('over TLS from a server without it is link_unreachable', async () => {
    const host = await servers.http(media)
    await expectFailure(fetchPublicMedia({ url: `https://${host}/`, toFile, maxBytes: 10, allowHosts: [host] }), 'link_unreachable')
  })
})

describe('a file that is too large', () => {
  it('is refused by its stated length, before the body', async () => {
    const host = await servers.http((_request, response) => {
      response.writeHead(200, { 'content-length': '1000001' }).flushHeaders()
    })
    await expectFailure(fetchFrom(host), 'file_too_large')
  })

  it('is cut off where no length was stated, and the body has no end', async () => {
    let sent = 0
    const host = await servers.http((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(MEDIA)) sent += MEDIA.length
      }
      response.on('drain', more)
      more()
    })
    await expectFailure(fetchFrom(host), 'file_too_large')
    expect(sent).toBeLessThan(100_000_000)
  })

  it('is taken when it has exactly the allowed size', async () => {
    const host = await servers.http(media)
    expect(await fetchFrom(host, '/', { maxBytes: MEDIA.length })).toMatchObject({ bytes: MEDIA.length })
    await expectFailure(fetchFrom(host, '/', { maxBytes: MEDIA.length - 1 }), 'file_too_large')
  })

  it('is never longer than a stated length that lies', async () => {
    const { host } = await servers.raw(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\n${'x'.repeat(500_000)}`)
    const result = await fetchFrom(host).catch((error: unknown) => error)
    if (result instanceof LinkError) expect(result.code).toBe('link_unreachable')
    else expect(result).toMatchObject({ bytes: 10 })
  })
})

describe('a slow server', () => {
  it('that takes connections and says nothing is link_too_slow', async () => {
    const { host } = await servers.raw(null)
    await expectFailure(fetchFrom(host, '/', { limits: { headersMs: 80 } }), 'link_too_slow')
  })

  it('that sends a header a moment and never the last is link_too_slow', async () => {
    const host = await servers.http((_request, response) => {
      const timer = setInterval(() => response.socket?.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 20)
      response.on('close', () => clearInterval(timer))
    })
    await expectFailure(fetchFrom(host, '/', { limits: { headersMs: 150 } }), 'link_too_slow')
  })

  it('that stops in the middle of the body is link_too_slow', async () => {
    const host = await servers.http((_request, response) => void response.write(MEDIA))
    await expectFailure(fetchFrom(host, '/', { limits: { stallMs: 100 } }), 'link_too_slow')
  })

  it('that sends a byte now and then is link_too_slow, though it never stalls', async () => {
    const host = await servers.http((_request, response) => drip(response, Buffer.from('x'), 20))
    const limits = { stallMs: 1000, graceMs: 150, minBytesPerSecond: 8192 }
    await expectFailure(fetchFrom(host, '/', { limits }), 'link_too_slow')
  })

  it('that is fast enough but never done is link_too_slow in the end', async () => {
    const host = await servers.http((_request, response) => drip(response, Buffer.alloc(1000, 7), 10))
    await expectFailure(fetchFrom(host, '/', { limits: { totalMs: 300 } }), 'link_too_slow')
  })

  it('may take its time within the limits', async () => {
    const host = await servers.http((_request, response) => {
      response.write(MEDIA.subarray(0, 10))
      setTimeout(() => response.end(MEDIA.subarray(10)), 60)
    })
    expect(await fetchFrom(host, '/', { limits: { stallMs: 5000, graceMs: 20, minBytesPerSecond: 10 } })).toMatchObject({ bytes: MEDIA.length })
  })

  it('that is a resolver which never answers is link_unreachable', async () => {
    const resolve: Resolve = () => new Promise(() => undefined)
    const work = fetchPublicMedia({ url: 'http://media.example.com/', toFile, maxBytes: 10, resolve, limits: { connectMs: 50 } })
    await expectFailure(work, 'link_unreachable')
  })
})

describe('an address that is not public', () => {
  it('is link_blocked, and nobody is connected to', async () => {
    const canary = await servers.raw(null)
    const port = canary.host.split(':')[1]
    for (const url of [
      `http://${canary.host}/`,
      `http://localhost:${port}/`,
      `http://2130706433:${port}/`,
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/latest/meta-data/',
      'http://localhost/',
      'file:///etc/passwd',
      `http://example.com@${canary.host}/`,
    ]) {
      await expectFailure(fetchPublicMedia({ url, toFile, maxBytes: 10 }), 'link_blocked')
    }
    expect(canary.connections()).toBe(0)
  })

  it('is link_blocked behind a redirect, at any hop', async () => {
    const canary = await servers.raw(null)
    for (const location of [`http://${canary.host}/`, '//10.0.0.1/', 'http://localhost/', 'http://0x7f.1/', 'file:///etc/passwd', `http://u:p@${canary.host}/`]) {
      const host = await servers.http((request, response) => {
        redirectTo(request.url === '/media.mp4' ? '/again' : location)(request, response)
      })
      await expectFailure(fetchFrom(host), 'link_blocked')
    }
    expect(canary.connections()).toBe(0)
  })

  it.each([
    ['one private address', ['10.0.0.1']],
    ['the loopback of IPv6', ['::1']],
    ['a public and a private address', ['93.184.216.34', '127.0.0.1']],
    ['a private address after many', ['93.184.216.34', '2606:4700::1111', '1.1.1.1', '::ffff:10.0.0.1']],
    ['the address of the keys of a cloud', ['169.254.169.254']],
    ['something that is no address', ['localhost']],
  ])('is link_blocked where a name has %s', async (_name, addresses) => {
    const resolve = vi.fn<Resolve>().mockResolvedValue(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    await expectFailure(fetchPublicMedia({ url: 'http://media.example.com/a', toFile, maxBytes: 10, resolve }), 'link_blocked')
    expect(resolve).toHaveBeenCalledExactlyOnceWith('media.example.com')
  })

  it('is link_blocked where a redirect leads to a name that has one', async () => {
    const host = await servers.http(redirectTo('http://inside.example.com/'))
    const resolve = vi.fn<Resolve>().mockResolvedValue([{ address: '192.168.0.1', family: 4 }])
    await expectFailure(fetchFrom(host, '/', { resolve }), 'link_blocked')
    expect(resolve).toHaveBeenCalledExactlyOnceWith('inside.example.com')
  })

  it('is not reached by a name that changes its mind: the checked address is the one connected to', async () => {
    const host = await servers.http(media)
    const port = Number(host.split(':')[1])
    const canary = await servers.raw(null, '127.0.0.2', port)
    const resolve = vi
      .fn<Resolve>()
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }])
      .mockResolvedValue([{ address: '127.0.0.2', family: 4 }])
    const name = `rebind.example.com:${port}`
    expect(await fetchFrom(name, '/', { resolve })).toMatchObject({ bytes: MEDIA.length, finalUrl: `http://${name}/` })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(canary.connections()).toBe(0)
  })

  it('that has no name at all is link_unreachable', async () => {
    const url = 'http://media.example.com/a'
    const none: Resolve = () => Promise.resolve([])
    const fails: Resolve = () => Promise.reject(new Error('ENOTFOUND'))
    await expectFailure(fetchPublicMedia({ url, toFile, maxBytes: 10, resolve: none }), 'link_unreachable')
    await expectFailure(fetchPublicMedia({ url, toFile, maxBytes: 10, resolve: fails }), 'link_unreachable')
  })
})

describe('redirects', () => {
  it('beyond the fifth are link_too_many_redirects', async () => {
    const asked = vi.fn()
    const host = await servers.http((request, response) => {
      asked()
      redirectTo('/media.mp4')(request, response)
    })
    await expectFailure(fetchFrom(host), 'link_too_many_redirects')
    expect(asked).toHaveBeenCalledTimes(6)
  })

  it('to nowhere are link_unreachable', async () => {
    const nowhere = await servers.http((_request, response) => void response.writeHead(302).end())
    await expectFailure(fetchFrom(nowhere), 'link_unreachable')
    const broken = await servers.http(redirectTo('http://['))
    await expectFailure(fetchFrom(broken), 'link_unreachable')
  })

  it('are not waited for to the end of their bodies', async () => {
    const host = await servers.http((request, response) => {
      if (request.url !== '/media.mp4') return media(request, response)
      response.writeHead(302, { location: '/real' })
      drip(response, Buffer.from('x'), 10)
    })
    expect(await fetchFrom(host)).toMatchObject({ bytes: MEDIA.length })
  })
})

describe('a job that is cancelled', () => {
  it('ends the fetch with its own reason and leaves no file', async () => {
    const host = await servers.http((_request, response) => drip(response, MEDIA, 10))
    const cancel = new AbortController()
    const reason = new Error('cancelled')
    setTimeout(() => cancel.abort(reason), 50)
    await expect(fetchFrom(host, '/', { signal: cancel.signal, maxBytes: 1e9 })).rejects.toBe(reason)
    expect(existsSync(toFile)).toBe(false)
  })

  it('before it began asks nobody', async () => {
    const canary = await servers.raw(null)
    const reason = new Error('cancelled')
    await expect(fetchFrom(canary.host, '/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(canary.connections()).toBe(0)
  })
})

it('lets an error of the disk through as it is', async () => {
  const host = await servers.http(media)
  const work = fetchPublicMedia({ url: `http://${host}/`, toFile: join(folder, 'no', 'such', 'folder'), maxBytes: 1e6, allowHosts: [host] })
  await expect(work).rejects.toMatchObject({ code: 'ENOENT' })
})
