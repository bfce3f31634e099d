/** With a real name server, which says what a stranger's may. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startNameServer } from '../../test-support/name-server.ts'
import { FetchFixture, MEDIA, serveMedia } from './fetch-fixture.ts'
import { createDnsResolve, resolvePublic } from './resolve-public.ts'

const fixture = new FetchFixture()

describe('a name', () => {
  it('has all addresses of both kinds that the name server tells', async () => {
    const { address } = await startNameServer(() => ['93.184.216.34', '2606:4700::1111', '1.1.1.1'])
    expect(await resolvePublic('media.example.com', createDnsResolve([address]), false)).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '1.1.1.1', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
  })

  it.each<[string, readonly string[] | null]>([
    ['that there is not', null],
    ['without addresses', []],
    ['with an address inside', ['10.0.0.1']],
    ['with the loopback address of IPv6', ['93.184.216.34', '::1']],
    ['with one address inside among many', ['93.184.216.34', '1.1.1.1', '169.254.169.254', '2606:4700::1111']],
    ['with a mapped address', ['::ffff:127.0.0.1']],
  ])('%s is link_unreachable', async (_, addresses) => {
    const { address } = await startNameServer(() => addresses)
    const resolving = resolvePublic('media.example.com', createDnsResolve([address]), false)
    await expect(resolving).rejects.toMatchObject({ code: 'link_unreachable' })
  })

  it('that is public when it is checked and inside a moment later is asked for once, and then no more', async () => {
    const canary = await fixture.servers.raw(null, '127.0.0.2')
    const host = await fixture.servers.http(serveMedia, '127.0.0.1', Number(canary.host.split(':')[1]))
    const { address, asked } = await startNameServer((_name, question) => [question === 1 ? '127.0.0.1' : '127.0.0.2'])
    const name = `media.example.com:${host.split(':')[1]}`
    const fetched = await fixture.from(name, '/', { resolve: createDnsResolve([address]) })
    expect(fetched).toMatchObject({ bytes: MEDIA.length })
    expect([...asked.values()]).toEqual([1, 1])
    expect(canary.connections()).toBe(0)
  })

  it('whose name server is silent is link_unreachable', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const resolve = createDnsResolve([`127.0.0.1:${silent.address().port}`])
    const work = fixture.fetch('http://media.example.com/', { resolve, limits: { connectMs: 200 } })
    expect(await fixture.failureOf(work)).toBe('link_unreachable')
  })
})
