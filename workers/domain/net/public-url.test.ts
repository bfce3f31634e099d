import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublicUrlReason } from './public-url.ts'
import { parsePublicUrl, PublicUrlError } from './public-url.ts'

function reasonOf(text: string, allowHosts?: readonly string[]): PublicUrlReason | 'accepted' {
  try {
    parsePublicUrl(text, allowHosts === undefined ? {} : { allowHosts })
    return 'accepted'
  } catch (error) {
    if (error instanceof PublicUrlError) return error.reason
    throw error
  }
}

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

// Each line: spellings of one thing that must not be fetched.
const REFUSED: ReadonlyArray<readonly [PublicUrlReason, readonly string[]]> = [
  [
    'invalid',
    [
      '',
      'example.com',
      '//example.com/a',
      '/a',
      'http://',
      'http://exa mple.com/',
      'http://1.2.3.4.5/',
      'http://256.1.1.1/',
    ],
  ],
  [
    'invalid',
    [
      'http://[::1',
      'http://[fe80::1%25eth0]/',
      'http://0x100000000/',
      'http://a%00b.com/',
      `https://example.com/${'a'.repeat(2048)}`,
    ],
  ],
  [
    'scheme',
    [
      'file:///etc/passwd',
      'ftp://example.com/',
      'gopher://example.com/',
      'data:video/mp4,aa',
      'javascript:alert(1)',
      'blob:https://example.com/1',
    ],
  ],
  [
    'scheme',
    [
      'ws://example.com/',
      'concat:http://example.com/',
      'unix:/run/docker.sock',
      'dict://example.com/',
      'about:blank',
      'mailto:a@example.com',
    ],
  ],
  [
    'credentials',
    ['http://user@example.com/', 'http://user:pass@example.com/', 'http://:pass@example.com/', 'http://@example.com/'],
  ],
  [
    'credentials',
    [
      'http://example.com@127.0.0.1/',
      'http://example.com%20@127.0.0.1/',
      'http:\\\\user@example.com/',
      'http://8.8.8.8:80@10.0.0.1/',
    ],
  ],
  [
    'port',
    [
      'http://example.com:22/',
      'http://example.com:8080/',
      'https://example.com:8443/',
      'http://127.0.0.1:6379/',
      'http://example.com:0/',
    ],
  ],
  // Names inside somebody's network.
  [
    'host',
    [
      'http://localhost/',
      'http://LOCALHOST/',
      'http://localhost./',
      'http://a.localhost/',
      'http://localhost.localdomain/',
      'http://ｌｏｃａｌｈｏｓｔ/',
    ],
  ],
  [
    'host',
    [
      'http://printer.local/',
      'http://metadata.google.internal/',
      'http://router.home.arpa/',
      'http://nas.lan/',
      'http://x.corp/',
      'http://x.intranet/',
    ],
  ],
  [
    'host',
    [
      'http://intranet/',
      'http://metadata/',
      'http://x.test/',
      'http://x.invalid/',
      'http://x.onion/',
      'http://1.0.0.127.in-addr.arpa/',
      'http://api.svc/',
    ],
  ],
  [
    'host',
    [
      'http://example..com/',
      'http://-a.example.com/',
      'http://example.com../',
      `http://${'a'.repeat(64)}.com/`,
      `http://${'abcdefg.'.repeat(33)}com/`,
    ],
  ],
  // 127.0.0.1
  [
    'address',
    [
      'http://127.0.0.1/',
      'http://127.0.0.1./',
      'http://127.1/',
      'http://127.0.1/',
      'http://2130706433/',
      'http://2130706433./',
    ],
  ],
  [
    'address',
    [
      'http://0x7f000001/',
      'http://0x7F.0x0.0x0.0x1/',
      'http://0x7f.1/',
      'http://017700000001/',
      'http://0177.0.0.1/',
      'http://0177.0.0.01/',
    ],
  ],
  [
    'address',
    [
      'http://00000177.0.0.1/',
      'http://127.0x0.0.1/',
      'http://127.0.0.0x1/',
      'http://0x7f.0.1/',
      'http://127.65535/',
      'http://127.0.0.1:80/',
    ],
  ],
  [
    'address',
    [
      'http://１２７.０.０.１/',
      'http://①②⑦.⓪.⓪.①/',
      'http://127。0。0。1/',
      'http://127．0．0．1/',
      'http://%31%32%37.0.0.1/',
      'http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/',
    ],
  ],
  [
    'address',
    [
      'http:127.0.0.1/',
      'http:/127.0.0.1/',
      'http:\\\\127.0.0.1\\',
      'http:///127.0.0.1/',
      'ht\ntp://127.0.0.1/',
      'http://127.0.0\t.1/',
      '\u0000http://127.0.0.1/',
    ],
  ],
  [
    'address',
    [
      'http://127.0.0.1?@example.com/',
      'http://127.0.0.1#@example.com/',
      'http://127.0.0.1\\@example.com/',
      'http://127\u00AD.0.0.1/',
      'http://127.0.0.1\u200B/',
    ],
  ],
  [
    'address',
    [
      'http://[::1]/',
      'http://[0:0:0:0:0:0:0:1]/',
      'http://[::127.0.0.1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:7f00:1]/',
      'http://[0:0:0:0:0:FFFF:127.0.0.1]/',
    ],
  ],
  [
    'address',
    [
      'http://[::ffff:0:127.0.0.1]/',
      'http://[64:ff9b::127.0.0.1]/',
      'http://[64:ff9b:1::7f00:1]/',
      'http://[2002:7f00:1::]/',
      'http://[2001:0:53aa:64c::1]/',
    ],
  ],
  // The rest of the machine's own network, and where clouds keep their keys.
  [
    'address',
    [
      'http://0.0.0.0/',
      'http://0/',
      'http://0x0/',
      'http://[::]/',
      'http://10.0.0.1/',
      'http://10.1/',
      'http://167772161/',
      'http://012.0.0.1/',
    ],
  ],
  [
    'address',
    [
      'http://192.168.1.1/',
      'http://192.168.257/',
      'http://3232235777/',
      'http://0xc0a80101/',
      'http://172.16.0.1/',
      'http://172.31.255.255/',
      'http://100.64.0.1/',
    ],
  ],
  [
    'address',
    [
      'http://169.254.169.254/',
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://0251.0376.0251.0376/',
      'http://169.254.43518/',
      'http://[::ffff:a9fe:a9fe]/',
    ],
  ],
  [
    'address',
    [
      'http://[fd00:ec2::254]/',
      'http://100.100.100.200/',
      'http://168.63.129.16/',
      'http://192.0.0.192/',
      'http://[fe80::1]/',
      'http://[fc00::1]/',
    ],
  ],
  [
    'address',
    [
      'http://224.0.0.1/',
      'http://255.255.255.255/',
      'http://240.0.0.1/',
      'http://198.18.0.1/',
      'http://203.0.113.1/',
      'http://[ff02::1]/',
      'http://[2001:db8::1]/',
    ],
  ],
]

describe.each(REFUSED)('parsePublicUrl refuses because of the %s', (reason, texts) => {
  it.each(texts)('%j', (text) => {
    expect(reasonOf(text)).toBe(reason)
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
          reasonOf(text)
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
