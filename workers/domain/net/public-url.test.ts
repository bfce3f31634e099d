import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePublicUrl } from './public-url.ts'
import { reasonOf } from './refusal-fixture.ts'

describe('parsePublicUrl takes', () => {
  it.each([
    ['https://example.com/talk.mp4', 'https://example.com/talk.mp4'],
    ['http://media.example.org/a.mp3?x=1#t=5', 'http://media.example.org/a.mp3?x=1#t=5'],
    ['https://example.com:443/', 'https://example.com/'],
    ['http://example.com:80/', 'http://example.com/'],
    ['https://example.com:80/', 'https://example.com:80/'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
    ['  https://example.com/a  ', 'https://example.com/a'],
    ['https://example.com./a', 'https://example.com./a'],
    ['https://例え.jp/', 'https://xn--r8jz45g.jp/'],
    ['https://a_b.example.com/', 'https://a_b.example.com/'],
    ['https://cdn.example.co.uk/@user/a@b.mp4', 'https://cdn.example.co.uk/@user/a@b.mp4'],
    ['https://example.com/?mail=a@b.c', 'https://example.com/?mail=a@b.c'],
    ['http://8.8.8.8/a', 'http://8.8.8.8/a'],
    ['http://0x08.8.8.8/a', 'http://8.8.8.8/a'],
    ['http://134744072/a', 'http://8.8.8.8/a'],
    ['http://[2606:4700:4700::1111]/', 'http://[2606:4700:4700::1111]/'],
    ['https://localhost.example.com/', 'https://localhost.example.com/'],
    ['https://127.0.0.1.example.com/', 'https://127.0.0.1.example.com/'],
  ])('%s', (text, href) => {
    expect(parsePublicUrl(text).href).toBe(href)
  })
})

describe('allowHosts', () => {
  const allow = ['127.0.0.1:8080', '[::1]:9000', 'media.test:80', 'localhost:443']

  it.each([
    'http://127.0.0.1:8080/a',
    'http://0x7f.1:8080/',
    'http://[::1]:9000/',
    'http://media.test/',
    'https://localhost/',
  ])('lets %s in', (text) => {
    expect(reasonOf(text, allow)).toBe('accepted')
  })

  it.each([
    ['http://127.0.0.1:8081/', 'port'],
    ['http://127.0.0.1/', 'address'],
    ['http://127.0.0.2:8080/', 'port'],
    ['http://localhost/', 'host'],
    ['http://u@127.0.0.1:8080/', 'credentials'],
    ['ftp://127.0.0.1:8080/', 'scheme'],
    ['http://a.media.test/', 'host'],
  ] as const)('is exact: %s stays out', (text, reason) => {
    expect(reasonOf(text, allow)).toBe(reason)
  })

  it('may name a port for every public host, and for those only', () => {
    expect(reasonOf('https://example.com:8443/', ['*:8443'])).toBe('accepted')
    expect(reasonOf('https://example.com:8444/', ['*:8443'])).toBe('port')
    expect(reasonOf('https://127.0.0.1:8443/', ['*:8443'])).toBe('address')
    expect(reasonOf('https://localhost:8443/', ['*:8443'])).toBe('host')
  })
})

describe('whatever the text', () => {
  it('ends in a URL or in a PublicUrlError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `http://${text}`),
        ),
        (text) => {
          expect(reasonOf(text)).toMatch(/^[a-z]+$/u)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('refuses every number below 2^32 that spells an address inside, in decimal, octal and hexadecimal', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 127), fc.nat(0xffffff), (first, rest) => {
        const value = first * 0x1000000 + rest
        for (const text of [String(value), `0${value.toString(8)}`, `0x${value.toString(16)}`]) {
          expect(reasonOf(`http://${text}/`)).toBe('address')
        }
      }),
    )
  })
})
