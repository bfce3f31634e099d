/**
 * The only way into the network for a tool that fetches pages by itself: an HTTP proxy on the loopback network, open to
 * whoever has its password. Each request and each tunnel goes to a checked address, as in `follow-link.ts`; redirects come
 * back to the tool, which asks for their target here again.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isAllowedHost } from '../../../../workers/domain/net/public-url.ts'
import { checkedUrl, type LinkOptions } from '../follow-link.ts'
import { pinnedLookup, resolvePublic, type Address } from '../resolve-public.ts'

/** What one page may take: pages have some MB with all their scripts, and a dozen requests. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_REQUESTS = 200
const SILENCE_MS = 20_000
/** Headers between the two ends of one connection, and the password. */
const HOP_HEADERS = new Set(['proxy-authorization', 'proxy-connection', 'connection', 'keep-alive', 'te', 'upgrade'])

export type GuardedProxy = { url: string; close: () => void }

/** Starts a proxy for one run of a tool. */
export async function startGuardedProxy(options: Pick<LinkOptions, 'allowHosts' | 'resolve'>): Promise<GuardedProxy> {
  const { allowHosts, resolve } = options
  const password = randomBytes(24).toString('hex')
  const expected = Buffer.from(`Basic ${Buffer.from(`job:${password}`).toString('base64')}`)
  const sockets = new Set<Duplex>()
  let bytes = 0
  let requests = 0

  const mayAsk = ({ headers }: IncomingMessage): boolean => {
    const given = Buffer.from(headers['proxy-authorization'] ?? '')
    requests += 1
    return requests <= MOST_REQUESTS && given.length === expected.length && timingSafeEqual(given, expected)
  }
  const addressesOf = (url: URL): Promise<readonly Address[]> =>
    resolvePublic(url.hostname, resolve, isAllowedHost(url, allowHosts))
  const keep = (socket: Duplex): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const count = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes > MOST_BYTES) for (const socket of sockets) socket.destroy()
  }

  async function forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = checkedUrl(asked.url ?? '', allowHosts)
    // What is not plain HTTP comes as a tunnel.
    if (url.protocol !== 'http:') throw new Error('not http')
    const lookup = pinnedLookup(await addressesOf(url))
    const headers = Object.entries(asked.headers).filter(([name]) => !HOP_HEADERS.has(name))
    const onward = request(url, {
      method: asked.method ?? 'GET',
      headers: Object.fromEntries(headers),
      lookup,
      agent: false,
    })
    onward.on('socket', keep).setTimeout(SILENCE_MS, () => onward.destroy())
    asked.pipe(onward)
    const [response] = (await once(onward, 'response')) as [IncomingMessage]
    const back = Object.entries(response.headers).filter(([name]) => !HOP_HEADERS.has(name))
    answer.writeHead(response.statusCode ?? 502, { ...Object.fromEntries(back), connection: 'close' })
    response.on('data', count).on('error', () => answer.destroy())
    response.pipe(answer)
  }

  async function tunnel(asked: IncomingMessage, client: Duplex): Promise<void> {
    const url = checkedUrl(`https://${asked.url ?? ''}/`, allowHosts)
    const port = Number(url.port || 443)
    const onward: Socket = connect({
      host: url.hostname.replace(/^\[|\]$/gu, ''),
      port,
      lookup: pinnedLookup(await addressesOf(url)),
    })
    keep(onward)
    onward.setTimeout(SILENCE_MS, () => onward.destroy())
    await once(onward, 'connect')
    client.write('HTTP/1.1 200 OK\r\n\r\n')
    onward.on('data', count).on('close', () => client.destroy())
    client.on('close', () => onward.destroy())
    onward.pipe(client).pipe(onward)
  }

  // Whatever the reason, the tool hears the same: what is refused must not tell what is there.
  const server = createServer((asked, answer) => {
    const refuse = (status: number): void =>
      void (answer.headersSent ? answer.destroy() : answer.writeHead(status).end())
    if (!mayAsk(asked)) refuse(407)
    else forward(asked, answer).catch(() => refuse(502))
  })
  server.on('connection', keep)
  server.on('connect', (asked: IncomingMessage, client: Duplex) => {
    const refuse = (status: string): void => void client.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`)
    if (!mayAsk(asked)) refuse('407 Proxy Authentication Required')
    else tunnel(asked, client).catch(() => refuse('502 Bad Gateway'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://job:${password}@127.0.0.1:${port}`,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
