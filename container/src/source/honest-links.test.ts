/** Links as people paste them, all of which have to be served: the guard is of no use to anybody if it is in the way. */
import { describe, expect, it } from 'vitest'
import { FetchFixture, MEDIA, serveMedia } from './fetch-fixture.ts'
import type { Address } from './resolve-public.ts'

const fixture = new FetchFixture()
const V4: Address = { address: '93.184.216.34', family: 4 }
const V6: Address = { address: '2606:2800:220:1:248:1893:25c8:1946', family: 6 }

const LINKS = [
  'http://example.com/talk.mp4',
  'http://www.example.com/talk.mp4',
  'HTTP://EXAMPLE.COM/Talk.MP4',
  '  http://example.com/talk.mp4\n',
  'http://example.com:80/talk.mp4',
  'http://example.com./talk.mp4',
  'http://example.com',
  'http://example.com?id=5',
  'http://example.com/#t=30',
  'http://example.com/a/b/c/../talk.mp4',
  'http://example.com//talk.mp4',
  'http://example.com/talk%20one.mp4',
  'http://example.com/talk one.mp4',
  'http://example.com/演讲.mp4',
  'http://example.com/talk.mp4?sig=aGVsbG8%3D&exp=1790000000',
  'http://example.com/redirect?to=http://127.0.0.1/',
  'http://example.com/?mail=a@b.c',
  'http://example.com/@speaker/talk.mp4',
  'http://example.com/http://localhost/talk.mp4',
  'http://example.com/download.php?file=talk.mp4',
  'http://cdn-1.media.example.co.uk/talk.mp4',
  'http://a_b.example.com/talk.mp4',
  'http://xn--r8jz45g.jp/talk.mp4',
  'http://例え.jp/talk.mp4',
  'http://bücher.example.de/talk.mp4',
  'http://еxample.com/talk.mp4',
  'http://127.0.0.1.example.com/talk.mp4',
  'http://localhost.example.com/talk.mp4',
  'http://internal.example.com/talk.mp4',
  'http://1234.example.com/talk.mp4',
  'http://3com.com/talk.mp4',
  'http://a.museum/talk.mp4',
  'http://example.photography/talk.mp4',
  'http://93.184.216.34/talk.mp4',
  'http://93.184.216.34:80/talk.mp4',
  'http://0x5db8d822/talk.mp4',
  'http://1572395042/talk.mp4',
  'http://[2606:2800:220:1:248:1893:25c8:1946]/talk.mp4',
  'http://[2606:2800:0220:0001:0248:1893:25C8:1946]/talk.mp4',
  'http://example.com:8080/talk.mp4',
  'https://example.com/talk.mp4',
  'https://example.com:443/talk.mp4',
]

describe('an honest link', () => {
  it('there are 40 of, and more', () => {
    expect(new Set(LINKS).size).toBeGreaterThanOrEqual(40)
  })

  it.each(LINKS)('%j is served, from the address its name has', async (link) => {
    const host = await fixture.servers.http(serveMedia)
    const checked: (readonly Address[])[] = []
    const [hostname = '', port = ''] = host.split(':')
    // Without a certificate for the name, the server answers in plain HTTP; whose address is asked is the same.
    const url = link.replace(/^https:\/\//u, 'http://').replace(':443/', '/')
    const fetched = await fixture.fetch(url, {
      allowHosts: ['*:8080'],
      resolve: async () => [V4, V6],
      reroute: (addresses) => {
        checked.push(addresses)
        return { hostname, port }
      },
    })
    expect(fetched).toMatchObject({ bytes: MEDIA.length, contentType: 'video/mp4' })
    const isAddress = /^http:..(?:\[|0x|\d[\d.]*[:/])/u.test(link)
    expect(checked).toEqual([isAddress ? [link.includes('[') ? V6 : V4] : [V4, V6]])
  })
})
