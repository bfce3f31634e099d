import { isPublicAddress } from './public-address.ts'

/** `invalid` text is no URL; the others name the part that was refused. */
export type PublicUrlReason = 'invalid' | 'scheme' | 'credentials' | 'port' | 'host' | 'address'

/** Thrown by `parsePublicUrl`. The message is for developers and repeats nothing of the link. */
export class PublicUrlError extends Error {
  readonly reason: PublicUrlReason

  constructor(reason: PublicUrlReason) {
    super(MESSAGES[reason])
    this.name = 'PublicUrlError'
    this.reason = reason
  }
}

const MESSAGES: Readonly<Record<PublicUrlReason, string>> = {
  invalid: 'The link is not a URL.',
  scheme: 'Only http and https links are taken.',
  credentials: 'Links with a user name or password are not taken.',
  port: 'Only ports 80 and 443 are taken.',
  host: 'The host name is not one of the public internet.',
  address: 'The address is not one of the public internet.',
}

const MOST_CHARACTERS = 2048
const PORTS = new Set(['', '80', '443'])

/**
 * Top-level names that never lead to the public internet: reserved by RFC 6761, 6762, 7686, 8375 and 9476, set aside by
 * ICANN (internal), or in wide use inside private networks.
 */
const CLOSED_SUFFIXES = new Set(
  (
    'localhost local internal arpa test example invalid onion alt localdomain domain lan home homenet corp mail ' +
    'intranet private intra workgroup router gateway dhcp belkin svc cluster consul docker kubernetes'
  ).split(' '),
)

/**
 * A link that may be fetched from the public internet, judged by its text alone: http or https, no user name or
 * password, port 80 or 443, and a host that is a full domain name or a public IP address in whatever spelling
 * (the URL parser turns decimal, octal, hexadecimal, short and Unicode spellings into the usual one first).
 * A name may still resolve to a private address: whoever connects must check that too.
 * @param options.allowHosts exact `host:port` entries ("127.0.0.1:8080", "[::1]:8080") that skip the checks of host
 *   and port: for developers and tests with a server of their own. `*:8443` allows one more port for public hosts.
 * @throws PublicUrlError
 */
export function parsePublicUrl(text: string, options: { allowHosts?: readonly string[] } = {}): URL {
  const url = parse(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PublicUrlError('scheme')
  // An empty user ("http://@host/") parses to nothing, and is only ever written to mislead.
  if (url.username !== '' || url.password !== '' || /^[a-z]+:[/\\]*[^/?#\\]*@/iu.test(text.trim())) {
    throw new PublicUrlError('credentials')
  }
  if (isAllowedHost(url, options.allowHosts)) return url
  if (!PORTS.has(url.port) && !options.allowHosts?.includes(`*:${url.port}`)) throw new PublicUrlError('port')
  checkHost(url.hostname)
  return url
}

function parse(text: string): URL {
  if (text.length > MOST_CHARACTERS) throw new PublicUrlError('invalid')
  try {
    return new URL(text)
  } catch {
    throw new PublicUrlError('invalid')
  }
}

/** Whether the host and port of a URL are on the developer's list, in the exact form `host:port`. */
export function isAllowedHost(url: URL, allowHosts: readonly string[] = []): boolean {
  const port = url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80'
  return allowHosts.includes(`${url.hostname}:${port}`)
}

/** `hostname` is what the URL parser made of it: lower case, Punycode, IPv4 in four decimals, IPv6 in brackets. */
function checkHost(hostname: string): void {
  if (hostname.startsWith('[')) {
    if (!isPublicAddress(hostname.slice(1, -1))) throw new PublicUrlError('address')
    return
  }
  const host = hostname.replace(/\.$/u, '')
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  // The URL parser reads a host whose last label is a number as IPv4, so this is one in its usual form.
  if (/^\d+$/u.test(last)) {
    if (!isPublicAddress(host)) throw new PublicUrlError('address')
    return
  }
  const isName = labels.length >= 2 && labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u.test(label))
  if (!isName || host.length > 253 || CLOSED_SUFFIXES.has(last)) throw new PublicUrlError('host')
}
