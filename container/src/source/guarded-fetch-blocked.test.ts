import { describe, expect, it, vi } from 'vitest'
import { FetchFixture, MEDIA, drip, redirectTo, serveMedia } from './fetch-fixture.ts'
import type { Resolve } from './resolve-public.ts'

const fixture = new FetchFixture()

describe('an address that is not public', () => {
  it('is link_blocked, and nobody is connected to', async () => {
    const canary = await fixture.servers.raw(null)
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
      expect(await fixture.failureOf(fixture.fetch(url))).toBe('link_blocked')
    }
    expect(canary.connections()).toBe(0)
  })

  it('is link_blocked behind a redirect, at any hop', async () => {
    const canary = await fixture.servers.raw(null)
    for (const location of [
      `http://${canary.host}/`,
      '//10.0.0.1/',
      'http://localhost/',
      'http://0x7f.1/',
      'file:///etc/passwd',
      `http://u:p@${canary.host}/`,
    ]) {
      const host = await fixture.servers.http((request, response) => {
        redirectTo(request.url === '/media.mp4' ? '/again' : location)(request, response)
      })
      expect(await fixture.failureOf(fixture.from(host))).toBe('link_blocked')
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
  ])('is as good as none where a name has %s', async (_name, addresses) => {
    const resolve = vi
      .fn<Resolve>()
      .mockResolvedValue(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    expect(await fixture.failureOf(fixture.fetch('http://media.example.com/a', { resolve }))).toBe('link_unreachable')
    expect(resolve).toHaveBeenCalledExactlyOnceWith('media.example.com')
  })

  it('is as good as none where a redirect leads to a name that has one', async () => {
    const host = await fixture.servers.http(redirectTo('http://inside.example.com/'))
    const resolve = vi.fn<Resolve>().mockResolvedValue([{ address: '192.168.0.1', family: 4 }])
    expect(await fixture.failureOf(fixture.from(host, '/', { resolve }))).toBe('link_unreachable')
    expect(resolve).toHaveBeenCalledExactlyOnceWith('inside.example.com')
  })

  it('is not reached by a name that changes its mind: the checked address is the one connected to', async () => {
    const host = await fixture.servers.http(serveMedia)
    const port = Number(host.split(':')[1])
    const canary = await fixture.servers.raw(null, '127.0.0.2', port)
    const resolve = vi
      .fn<Resolve>()
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }])
      .mockResolvedValue([{ address: '127.0.0.2', family: 4 }])
    const name = `rebind.example.com:${port}`
    expect(await fixture.from(name, '/', { resolve })).toMatchObject({
      bytes: MEDIA.length,
      finalUrl: `http://${name}/`,
    })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(canary.connections()).toBe(0)
  })

  it('that has no name at all is link_unreachable', async () => {
    const url = 'http://media.example.com/a'
    const resolve = vi.fn<Resolve>().mockResolvedValueOnce([]).mockRejectedValueOnce(new Error('ENOTFOUND'))
    expect(await fixture.failureOf(fixture.fetch(url, { resolve }))).toBe('link_unreachable')
    expect(await fixture.failureOf(fixture.fetch(url, { resolve }))).toBe('link_unreachable')
  })
})

describe('redirects', () => {
  it('beyond the fifth are link_too_many_redirects', async () => {
    const asked = vi.fn<() => void>()
    const host = await fixture.servers.http((request, response) => {
      asked()
      redirectTo('/media.mp4')(request, response)
    })
    expect(await fixture.failureOf(fixture.from(host))).toBe('link_too_many_redirects')
    expect(asked).toHaveBeenCalledTimes(6)
  })

  it('to nowhere are link_unreachable', async () => {
    const nowhere = await fixture.servers.http((_request, response) => void response.writeHead(302).end())
    expect(await fixture.failureOf(fixture.from(nowhere))).toBe('link_unreachable')
    const broken = await fixture.servers.http(redirectTo('http://['))
    expect(await fixture.failureOf(fixture.from(broken))).toBe('link_unreachable')
  })

  it('are not waited for to the end of their bodies', async () => {
    const host = await fixture.servers.http((request, response) => {
      if (request.url !== '/media.mp4') return serveMedia(request, response)
      response.writeHead(302, { location: '/real' })
      drip(response, Buffer.from('x'), 10)
    })
    expect(await fixture.from(host)).toMatchObject({ bytes: MEDIA.length })
  })
})
