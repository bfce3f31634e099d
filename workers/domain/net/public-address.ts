import ipaddr from 'ipaddr.js'

/** Blocks that ipaddr.js calls unicast and that are nevertheless no place on the public internet. */
const ALSO_CLOSED: ReadonlyArray<readonly [address: string, prefix: number, why: string]> = [
  ['168.63.129.16', 32, 'the host of an Azure machine answers here, inside the machine only'],
  ['3ffe::', 16, '6bone, given back in 2006 (RFC 3701)'],
]

/** All IPv6 unicast space handed out so far; the rest is unassigned (IANA, RFC 4291 section 2.4). */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3')
/** The last 64 bits of an ISATAP address start so and end in an IPv4 address of the inner network (RFC 5214). */
const ISATAP = new Set(['0:5efe', '200:5efe'])

const CLOSED = ALSO_CLOSED.map(([address, prefix]) => ipaddr.parseCIDR(`${address}/${prefix}`))

/**
 * Whether an IP address, as a resolver or a socket gives it, is a machine on the public internet. Everything else is
 * refused: private, loopback, link-local, shared, reserved, multicast, documentation, the IPv6 forms that carry an
 * IPv4 address (mapped, translated, NAT64, 6to4, Teredo, ISATAP), zones ("%eth0") and any text that is no address in
 * its usual form ("0177.0.0.1"). Source of the ranges: the IANA special-purpose registries, by way of ipaddr.js.
 */
export function isPublicAddress(ip: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) {
    const address = ipaddr.IPv4.parse(ip)
    return address.range() === 'unicast' && !isClosed(address)
  }
  if (!ip.includes(':') || ip.includes('%') || !ipaddr.IPv6.isValid(ip)) return false
  const address = ipaddr.IPv6.parse(ip)
  if (address.range() !== 'unicast' || !address.match(GLOBAL_V6) || isClosed(address)) return false
  const [high = 0, low = 0] = address.parts.slice(4)
  return !ISATAP.has(`${high.toString(16)}:${low.toString(16)}`)
}

function isClosed(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return CLOSED.some((range) => range[0].kind() === address.kind() && address.match(range))
}
