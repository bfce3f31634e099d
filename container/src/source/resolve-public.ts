import { lookup, Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../../workers/domain/net/public-address.ts'
import { LinkError } from './link-error.ts'

export type Address = { address: string; family: number }
/** All addresses of a host name; an empty list or a rejection means there are none. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

/** As other programs of this machine do it, its list of hosts included; for the developer's own. */
const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

const DNS_TIMEOUT_MS = 2_000

/**
 * Asks the name servers (those of the system, or `servers`) and nobody else. The system's own way takes one of the few
 * threads that also read and write files, for as long as a stranger's name server likes.
 */
export function createDnsResolve(servers?: readonly string[]): Resolve {
  return async (hostname) => {
    const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 })
    if (servers) resolver.setServers(servers)
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
    const of = (answer: typeof v4, family: number): Address[] =>
      answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
    return [...of(v4, 4), ...of(v6, 6)]
  }
}
const dnsResolve = createDnsResolve()

/**
 * The addresses of a host, each of which is public. One that is not condemns the name: an honest site has no mixed
 * answers, and taking the others would let chance decide.
 * @throws LinkError link_blocked for an address; link_unreachable for a name, whether it does not resolve or leads
 *   inside: the difference would tell a stranger which names our network has
 */
export async function resolvePublic(
  hostname: string,
  resolve: Resolve | undefined,
  mayBePrivate: boolean,
): Promise<readonly Address[]> {
  const literal = hostname.replace(/^\[|\]$/gu, '')
  const family = isIP(literal)
  const addresses =
    family === 0
      ? await resolveName(hostname, resolve ?? (mayBePrivate ? systemResolve : dnsResolve))
      : [{ address: literal, family }]
  if (!mayBePrivate && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new LinkError(family === 0 ? 'link_unreachable' : 'link_blocked', new Error('not a public address'))
  }
  return addresses
}

async function resolveName(hostname: string, resolve: Resolve): Promise<readonly Address[]> {
  let addresses: readonly Address[]
  try {
    addresses = await resolve(hostname)
  } catch (cause) {
    throw new LinkError('link_unreachable', cause)
  }
  if (addresses.length === 0) throw new LinkError('link_unreachable')
  return addresses
}

/** A lookup for sockets that asks nobody: it gives the addresses that were checked, whatever the name says by now. */
export function pinnedLookup(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const fitting = addresses.filter(({ family }) => !options.family || family === Number(options.family))
    const [first] = fitting
    if (first === undefined) callback(new Error('No checked address of that family.'), '', 0)
    else if (options.all) callback(null, [...fitting])
    else callback(null, first.address, first.family)
  }
}
