const MARK = 'OggS\0'
const HEADER_BYTES = 27
const FLAGS_AT = 5
const SERIAL_AT = 14
/** Set in the first page of each stream; these come before all others. */
const BEGINS = 2

/** Whether an Ogg ends with other streams than it begins with; then its last page tells the length of a part only. */
export function isChainedOgg(head: Uint8Array, tail: Uint8Array): boolean {
  const first = pagesOf(head)
  const others = first.findIndex(({ begins }) => !begins)
  const known = new Set(first.slice(0, others < 0 ? undefined : others).map(({ serial }) => serial))
  return pagesOf(tail).some(({ serial }) => !known.has(serial))
}

function pagesOf(bytes: Uint8Array): { serial: number; begins: boolean }[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pages: { serial: number; begins: boolean }[] = []
  for (
    let at = buffer.indexOf(MARK);
    at >= 0 && at + HEADER_BYTES <= buffer.length;
    at = buffer.indexOf(MARK, at + 1)
  ) {
    pages.push({
      serial: buffer.readUInt32LE(at + SERIAL_AT),
      begins: (buffer.readUInt8(at + FLAGS_AT) & BEGINS) !== 0,
    })
  }
  return pages
}
