/** Just enough of the protobuf wire format to change a few fields of a large message and leave the rest as it is. */

/** One field of a message: `raw` with its tag, `payload` without tag and length. Both are views of the message. */
export type Field = { number: number; raw: Uint8Array; payload: Uint8Array }

/** The fields of a message in order. Throws on wire types that models do not use (groups). */
export function* fieldsOf(message: Uint8Array): Generator<Field, void, undefined> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const start = at
    const tag = varint()
    const from = at
    let length = 0
    if (tag % 8 === 0) varint()
    else if (tag % 8 === 1) at += 8
    else if (tag % 8 === 5) at += 4
    else if (tag % 8 === 2) {
      length = varint()
      at += length
    } else throw new Error(`protobuf wire type ${tag % 8}`)
    yield {
      number: Math.floor(tag / 8),
      raw: message.subarray(start, at),
      payload: message.subarray(tag % 8 === 2 ? at - length : from, at),
    }
  }
}

/** A length-delimited field: a message, a text or bytes. In parts, so that what is large is not copied. */
export function encodeField(number: number, payload: readonly Uint8Array[] | string): Uint8Array[] {
  const parts = typeof payload === 'string' ? [Buffer.from(payload)] : payload
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return [varintBytes(number * 8 + 2), varintBytes(length), ...parts]
}

/** A whole number field. */
export const encodeNumber = (number: number, value: number): Uint8Array[] => [
  varintBytes(number * 8),
  varintBytes(value),
]

/** The message, in parts, with each field of this number replaced by what `edit` makes of its payload. */
export function editFields(
  message: Uint8Array,
  number: number,
  edit: (payload: Uint8Array) => readonly Uint8Array[],
): Uint8Array[] {
  return [...fieldsOf(message)].flatMap((field) =>
    field.number === number ? encodeField(number, edit(field.payload)) : [field.raw],
  )
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Uint8Array.from([...bytes, rest])
}
