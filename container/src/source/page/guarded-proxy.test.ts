import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ProxyAgent, request } from 'undici'
import { FetchFixture, MEDIA, drip, redirectTo, serveMedia } from '../fetch-fixture.ts'
import type { LinkOptions } from '../follow-link.ts'
import { startGuardedProxy } from './guarded-proxy.ts'

const fixture = new FetchFixture()

async function proxyFor(options: Pick<LinkOptions, 'allowHosts' | 'resolve'>): Promise<string> {
  const proxy = await startGuardedProxy(options)
  onTestFinished(proxy.close)
  return proxy.url
}

/** Asks through the proxy: by a plain request, or through a tunnel. */
async function ask(proxyUrl: string, url: string, proxyTunnel: boolean): Promise<{ status: number; bytes: number }> {
  const { username, password, origin } = new URL(proxyUrl)
  const token = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const dispatcher = new ProxyAgent({ uri: origin, token, proxyTunnel })
  onTestFinished(() => dispatcher.destroy())
  const { statusCode, body } = await request(url, { dispatcher })
  return { status: statusCode, bytes: (await body.arrayBuffer()).byteLength }
}

/** Speaks to the proxy by hand and gives the first line of its answer. */
async function say(proxyUrl: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(proxyUrl).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(text)
  const [answer] = await once(socket, 'data')
  return String(answer).split('\r\n', 1)[0] ?? ''
}

const passwordOf = (proxyUrl: string): string => {
  const { username, password } = new URL(proxyUrl)
  return `Proxy-Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}\r\n`
}

describe.each([
  ['a plain request', false],
  ['a tunnel', true],
])('%s', (_, tunnel) => {
  it('reaches what is allowed, at the address that was checked', async () => {
    const host = await fixture.servers.http(serveMedia)
    const name = `media.example.com:${host.split(':')[1]}`
    let asked = 0
    const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    const proxy = await proxyFor({ allowHosts: [name], resolve })
    expect(await ask(proxy, `http://${name}/`, tunnel)).toEqual({ status: 200, bytes: MEDIA.length })
    expect(asked).toBe(1)
  })

  it('does not reach what is inside: by address, by name, by another port, or behind a redirect', async () => {
    const canary = await fixture.servers.raw(null)
    const port = canary.host.split(':')[1]
    const host = await fixture.servers.http(redirectTo(`http://${canary.host}/`))
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const proxy = await proxyFor({ allowHosts: [host, `*:${port}`], resolve })
    for (const url of [
      `http://${canary.host}/`,
      `http://name.example.com:${port}/`,
      `http://[::1]:${port}/`,
      'http://example.com:22/',
    ]) {
      const outcome = await ask(proxy, url, tunnel).then(({ status }) => status, String)
      expect(String(outcome)).toMatch(/502/)
    }
    // Redirects are for the tool to follow, by another request.
    expect(await ask(proxy, `http://${host}/`, tunnel)).toMatchObject({ status: 302 })
    expect(canary.connections()).toBe(0)
  })
})

describe('the proxy', () => {
  it('is open to whoever has its password', async () => {
    const host = await fixture.servers.http(serveMedia)
    const proxy = await proxyFor({ allowHosts: [host] })
    const get = (rest: string): string => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${rest}\r\n`
    expect(await say(proxy, get(''))).toContain('407')
    expect(await say(proxy, get('Proxy-Authorization: Basic am9iOng=\r\n'))).toContain('407')
    expect(await say(proxy, `CONNECT ${host} HTTP/1.1\r\n\r\n`)).toContain('407')
    expect(await say(proxy, get(passwordOf(proxy)))).toContain('200')
  })

  it.each([
    'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n',
    'GET https://example.com/ HTTP/1.1\r\nHost: example.com\r\n',
    'GET ftp://example.com/ HTTP/1.1\r\nHost: example.com\r\n',
    'GET http://u:p@example.com/ HTTP/1.1\r\nHost: example.com\r\n',
    'CONNECT 127.0.0.1:22 HTTP/1.1\r\n',
    'CONNECT example.com:22 HTTP/1.1\r\n',
    'CONNECT localhost:443 HTTP/1.1\r\n',
    'CONNECT [::ffff:7f00:1]:443 HTTP/1.1\r\n',
    'CONNECT u@example.com:443 HTTP/1.1\r\n',
    'CONNECT example.com/path:443 HTTP/1.1\r\n',
  ])('refuses %j', async (head) => {
    const proxy = await proxyFor({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect(await say(proxy, `${head}${passwordOf(proxy)}\r\n`)).toContain('502')
  })

  it('hands on neither its password nor more than a page may have', async () => {
    let seen = ''
    const host = await fixture.servers.http((request_, response) => {
      seen = JSON.stringify(request_.headers)
      drip(response, Buffer.alloc(8_000_000), 1)
    })
    const proxy = await proxyFor({ allowHosts: [host] })
    await expect(ask(proxy, `http://${host}/`, false)).rejects.toThrow()
    expect(seen).not.toMatch(/proxy|basic/i)
  })
})
