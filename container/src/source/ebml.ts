/** An element of EBML (RFC 8794), of which Matroska and WebM are made. */
export type Element = {
  id: number
  /** Where its content begins and ends; a live writer leaves the end of large ones open: `Infinity`. */
  from: number
  to: number
}

/** The element that begins at a place; null where none can. */
export function elementAt(bytes: Uint8Array, at: number): Element | null {
  const id = numberAt(bytes, at, true)
  if (!id || id.length > 4) return null
  const size = numberAt(bytes, at + id.length, false)
  if (!size) return null
  const from = at + id.length + size.length
  return { id: id.value, from, to: size.isOpen ? Infinity : from + size.value }
}

/** The elements of a content that lie in it whole. */
export function* elementsIn(bytes: Uint8Array, from: number, to: number): Generator<Element, void, undefined> {
  for (let at = from; at < to;) {
    const element = elementAt(bytes, at)
    if (!element || element.to > to) return
    yield element
    at = element.to
  }
}

export function unsignedOf(bytes: Uint8Array, { from, to }: Element): number {
  return bytes.subarray(from, Math.min(to, from + 8)).reduce((value, byte) => value * 256 + byte, 0)
}

/** A number whose leading zero bits tell its length; of an id they stay in, of a size all ones mean that it is open. */
export function numberAt(
  bytes: Uint8Array,
  at: number,
  isId: boolean,
): { value: number; length: number; isOpen: boolean } | null {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (first === 0 || at + length > bytes.length) return null
  const mask = 0xff >> length
  const rest = bytes.subarray(at + 1, at + length)
  const isOpen = (first & mask) === mask && rest.every((byte) => byte === 0xff)
  return { value: rest.reduce((value, byte) => value * 256 + byte, isId ? first : first & mask), length, isOpen }
}
