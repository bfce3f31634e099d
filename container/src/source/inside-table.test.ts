/**
 * Every spelling of an address inside, on every way in: as the link, behind a redirect, as the answer for a name, among
 * public answers, and as what a name says the second time. Real connections; what the process tries to connect to is
 * read off the sockets, and canaries wait on the loopback networks.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, isIP, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { REFUSED_LINKS } from '../../../workers/domain/net/refused-links-fixture.ts'
import { FetchFixture, MEDIA, redirectTo, serveMedia } from './fetch-fixture.ts'
import { LinkError } from './link-error.ts'
import type { Address, Resolve } from './resolve-public.ts'

const fixture = new FetchFixture()
const PUBLIC: Address = { address: '93.184.216.34', family: 4 }

const V4 = [
  ...'127.0.0.1 127.0.0.2 127.1.2.3 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1'.split(' '),
  ...'100.127.255.255 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1'.split(' '),
  ...'192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.51.100.1 203.0.113.1'.split(' '),
  ...'224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16 100.100.100.200'.split(' '),
]
const V6 = [
  ...':: ::1 2001:0:53aa:64c::1 fe80::1 febf::1 fec0::1 fc00::1 fd00:ec2::254 fd20:ce::254 ff02::1 ff0e::1'.split(' '),
  ...'100::1 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 3fff::1 3ffe::1 4000::1 5f00::1 8000::1'.split(' '),
  ...'2001:470::5efe:10.0.0.1 2001:470::200:5efe:10.0.0.1'.split(' '),
]
/** Addresses that no name may have: each of the old ones in all the forms that IPv6 has for it, too. */
const ADDRESSES = [
  ...V4.flatMap((ip) => [
    ip,
    `::ffff:${ip}`,
    `::${ip}`,
    `::ffff:0:${ip}`,
    `64:ff9b::${ip}`,
    `64:ff9b:1::${ip}`,
    sixToFour(ip),
  ]),
  ...V6,
]

function sixToFour(ip: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number)
  return `2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1`
}

/** Ways to write the loopback address; each comes with the port of the canary. */
const LOOPBACK = [
  ...'127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 017700000001 0177.0.0.1 0177.1'.split(' '),
  ...'127.0.0.2 127.9.9.9 127.255.255.254 0 0.0.0.0 0x0 00 127.0.0.1. 127.0x0.0.1 127.65534'.split(' '),
  ...'[::1] [0:0:0:0:0:0:0:1] [::0001] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::] [::ffff:0.0.0.0]'.split(
    ' ',
  ),
  ...'localhost LOCALHOST localhost. a.localhost localhost.localdomain ip6-localhost ip6-loopback'.split(' '),
  ...'１２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 ｌｏｃａｌｈｏｓｔ u@127.0.0.1 u:p@localhost'.split(' '),
]

const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))

let canary = ''
/** How many have come to the canary. */
let touched: () => number
let attempts: string[] = []
const onSocket = (message: unknown): void => {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return
  const { socket } = message
  if (socket instanceof Socket) socket.on('connectionAttempt', (ip: string) => attempts.push(ip))
}

beforeEach(async () => {
  // On all addresses of this machine, of both families.
  const { host, connections } = await fixture.servers.raw(null, hasV6 ? '::' : '0.0.0.0')
  canary = host.split(':').at(-1) ?? ''
  touched = connections
  attempts = []
  subscribe('net.client.socket', onSocket)
})
afterEach(() => unsubscribe('net.client.socket', onSocket))

const links = (): string[] => [
  ...REFUSED_LINKS.flatMap(([, texts]) => texts),
  ...LOOPBACK.map((host) => `http://${host}:${canary}/media.mp4`),
  ...ADDRESSES.map((address) => `http://${isIP(address) === 6 ? `[${address}]` : address}:${canary}/`),
]

/** What a name could be said to have for an address: as the link spells it, and as it is usually written. */
const answers = (): string[] => [
  ...new Set([
    ...ADDRESSES,
    ...links().map((text) => (URL.canParse(text) ? new URL(text).hostname.replace(/^\[|\]$/gu, '') : text)),
    ...LOOPBACK,
  ]),
]
const addressOf = (address: string): Address => ({ address, family: isIP(address) || 4 })

/** Fetches each and tells those that were fetched, or failed for another reason than the guard's. */
async function notRefused(
  all: readonly string[],
  fetch: (text: string) => Promise<unknown>,
  codes: readonly string[],
): Promise<string[]> {
  const wrong: string[] = []
  for (const text of all) {
    const code = await fixture.failureOf(fetch(text))
    if (!codes.includes(code)) wrong.push(`${text}: ${code}`)
  }
  return wrong
}

/** Any port will do, so that it is not the port that saves us. */
const anyPort = (): { allowHosts: string[] } => ({ allowHosts: [`*:${canary}`] })

describe('an address inside, in more than 200 spellings', () => {
  it('would be reached without the guard: the canaries are alive', async () => {
    const hosts = ['127.0.0.1', '127.9.9.9', '0.0.0.0', ...(hasV6 ? ['::1', '::ffff:127.0.0.1'] : [])]
    for (const host of hosts) await once(connect({ host, port: Number(canary) }), 'connect')
    expect(attempts).toEqual(hosts)
    await vi.waitFor(() => expect(touched()).toBe(hosts.length))
  })

  it('is not fetched as the link', async () => {
    expect(links().length).toBeGreaterThan(200)
    expect(await notRefused(links(), (url) => fixture.fetch(url, anyPort()), ['link_blocked'])).toEqual([])
    expect([attempts, touched()]).toEqual([[], 0])
  })

  it('is not followed to', async () => {
    const targets = links().map((text) => Buffer.from(text.replace(/[\0\r\n]/gu, '')).toString('latin1'))
    const host = await fixture.servers.http((request, response) => {
      const target = targets[Number(request.url?.slice(1))]
      // A target without a host of its own is a path of this server, which has nothing there.
      if (target === undefined) response.writeHead(404).end()
      else redirectTo(target)(request, response)
    })
    const numbers = targets.map((_, i) => String(i))
    const fetch = (i: string): Promise<unknown> =>
      fixture.fetch(`http://${host}/${i}`, { allowHosts: [host, `*:${canary}`] })
    const codes = ['link_blocked', 'link_unreachable', 'link_not_found', 'link_too_many_redirects']
    expect(await notRefused(numbers, fetch, codes)).toEqual([])
    expect(new Set(attempts)).toEqual(new Set(['127.0.0.1']))
    expect(touched()).toBe(0)
  })

  it.each<[string, (bad: Address) => Address[]]>([
    ['the answer for a name', (bad) => [bad]],
    ['one of the answers for a name', (bad) => [PUBLIC, bad]],
    ['the first of the answers for a name', (bad) => [bad, PUBLIC, { address: '2606:4700::1111', family: 6 }]],
  ])('is not connected to as %s', async (_, answer) => {
    expect(answers().length).toBeGreaterThan(200)
    const fetch = (text: string): Promise<unknown> =>
      fixture.fetch(`http://media.example.com:${canary}/`, {
        ...anyPort(),
        resolve: async () => answer(addressOf(text)),
      })
    expect(await notRefused(answers(), fetch, ['link_unreachable'])).toEqual([])
    expect([attempts, touched()]).toEqual([[], 0])
  })

  it('is not connected to as what a name says the second time', async () => {
    const host = await fixture.servers.http(serveMedia)
    const name = `media.example.com:${host.split(':')[1]}`
    for (const text of answers()) {
      let asked = 0
      const resolve: Resolve = async () => [asked++ === 0 ? { address: '127.0.0.1', family: 4 } : addressOf(text)]
      expect(await fixture.from(name, '/', { resolve })).toMatchObject({ bytes: MEDIA.length })
      expect(asked).toBe(1)
    }
    expect(new Set(attempts)).toEqual(new Set(['127.0.0.1']))
  })
})

describe('a stranger who asks after our network', () => {
  it('hears the same of a name that leads inside as of one that there is not, and of an address whatever is there', async () => {
    const failure = async (url: string, resolve: Resolve): Promise<unknown> => {
      const error: unknown = await fixture.fetch(url, { ...anyPort(), resolve }).catch((reason: unknown) => reason)
      return error instanceof LinkError && { code: error.code, message: error.message }
    }
    const name = `http://db.corp.example.com:${canary}/`
    const missing = await failure(name, () => Promise.reject(new Error('ENOTFOUND')))
    expect(missing).toMatchObject({ code: 'link_unreachable' })
    expect(await failure(name, async () => [])).toEqual(missing)
    expect(await failure(name, async () => [addressOf('127.0.0.1')])).toEqual(missing)
    expect(await failure(name, async () => [addressOf('10.9.8.7')])).toEqual(missing)
    const nobody: Resolve = () => Promise.reject(new Error('not asked'))
    const there = await failure(`http://127.0.0.1:${canary}/`, nobody)
    expect(there).toMatchObject({ code: 'link_blocked' })
    expect(await failure('http://10.9.8.7/', nobody)).toEqual(there)
    expect(await failure('http://printer.local/', nobody)).toEqual(there)
    expect(touched()).toBe(0)
  })
})
