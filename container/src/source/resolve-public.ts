import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../../workers/domain/net/public-address.ts'
import { LinkError } from './link-error.ts'

export type Address = { address: string; family: number }
/** All addresses of a host name; an empty list or a rejection means there are none. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * The addresses of a host, each of which is public. One that is not condemns the name: an honest site has no mixed
 * answers, and taking the others would let chance decide.
 * @throws LinkError link_blocked for an address; link_unreachable for a name, whether it does not resolve or leads
 *   inside: the difference would tell a stranger which names our network has
 */
export async function resolvePublic(
  hostname: string,
  resolve: Resolve,
  mayBePrivate: boolean,
): Promise<readonly Address[]> {
  const literal = hostname.replace(/^\[|\]$/gu, '')
  const family = isIP(literal)
  const addresses = family === 0 ? await resolveName(hostname, resolve) : [{ address: literal, family }]
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
