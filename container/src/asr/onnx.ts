/** Pieces of ONNX models (onnx.proto), to change or to put together a graph without any other library. */
import { encodeField, encodeNumber, fieldsOf } from './protobuf.ts'

export const MODEL = { version: 1, graph: 7, operators: 8 }
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 }
export const NODE = { input: 1, output: 2, operation: 4, attribute: 5 }
export const ATTRIBUTE = { name: 1, int: 3, tensor: 5, graph: 6, ints: 8, type: 20 }
export const TENSOR = { dimension: 1, type: 2, int32s: 5, name: 8, bytes: 9 }
const TYPE_INT = 2
const TYPE_INTS = 7
export const FLOAT = 1
export const INT64 = 7

export type Parts = Uint8Array[]

export const textOf = (payload: Uint8Array): string => Buffer.from(payload).toString()

/** The payloads of all fields of this number. */
export const payloadsOf = (message: Uint8Array, number: number): Uint8Array[] =>
  [...fieldsOf(message)].filter((field) => field.number === number).map(({ payload }) => payload)

export type Node = { operation: string; inputs: string[]; outputs: string[] }

/** A field of a graph, as it is written, and what it says where it is a node. */
export type GraphField = { number: number; parts: Parts; payload: Uint8Array; node: Node | null }

export function readGraph(graph: Uint8Array): GraphField[] {
  return [...fieldsOf(graph)].map(({ number, raw, payload }) => ({
    number,
    parts: [raw],
    payload,
    node: number === GRAPH.node ? readNode(payload) : null,
  }))
}

function readNode(payload: Uint8Array): Node {
  const read: Node = { operation: '', inputs: [], outputs: [] }
  for (const field of fieldsOf(payload)) {
    if (field.number === NODE.input) read.inputs.push(textOf(field.payload))
    if (field.number === NODE.output) read.outputs.push(textOf(field.payload))
    if (field.number === NODE.operation) read.operation = textOf(field.payload)
  }
  return read
}

/** A node, as a field of its graph. An input may be '' where an optional one is left out. */
export function node(
  operation: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, number | readonly number[]> = {},
): Parts {
  return encodeField(GRAPH.node, [
    ...inputs.flatMap((name) => encodeField(NODE.input, name)),
    ...outputs.flatMap((name) => encodeField(NODE.output, name)),
    ...encodeField(NODE.operation, operation),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      encodeField(NODE.attribute, [
        ...encodeField(ATTRIBUTE.name, name),
        ...(typeof value === 'number'
          ? [...encodeNumber(ATTRIBUTE.int, value), ...encodeNumber(ATTRIBUTE.type, TYPE_INT)]
          : [...value.flatMap((one) => encodeNumber(ATTRIBUTE.ints, one)), ...encodeNumber(ATTRIBUTE.type, TYPE_INTS)]),
      ]),
    ),
  ])
}

/** A node that is new. */
export function nodeField(
  operation: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, number | readonly number[]> = {},
): GraphField {
  const parts = node(operation, inputs, outputs, attributes)
  const read = { operation, inputs: [...inputs], outputs: [...outputs] }
  return { number: GRAPH.node, parts, payload: new Uint8Array(), node: read }
}

/** The same node with other names for some of its inputs and outputs. */
export function renamed(field: GraphField, names: ReadonlyMap<string, string>): GraphField {
  if (!field.node || ![...field.node.inputs, ...field.node.outputs].some((name) => names.has(name))) return field
  const payload = Buffer.concat(
    [...fieldsOf(field.payload)].flatMap(({ number, raw, payload: text }) => {
      const name = number === NODE.input || number === NODE.output ? names.get(textOf(text)) : undefined
      return name === undefined ? [raw] : encodeField(number, name)
    }),
  )
  return { ...field, payload, parts: encodeField(GRAPH.node, [payload]), node: readNode(payload) }
}

/** A constant tensor, as a field of its graph; `bytes` little-endian. */
export function initializer(name: string, type: number, shape: readonly number[], bytes: Uint8Array): Parts {
  return encodeField(GRAPH.initializer, [
    ...shape.flatMap((length) => encodeNumber(TENSOR.dimension, length)),
    ...encodeNumber(TENSOR.type, type),
    ...encodeField(TENSOR.name, name),
    ...encodeField(TENSOR.bytes, [bytes]),
  ])
}

/** The raw bytes of a tensor. Throws where they are stored in another way. */
export function tensorBytes(tensor: Uint8Array): Uint8Array {
  const [bytes] = payloadsOf(tensor, TENSOR.bytes)
  if (!bytes) throw new Error('a tensor without raw bytes')
  return bytes
}

/** An input or output of float tensors of any shape, as a field of its graph. */
export const floatValue = (field: number, name: string): Parts =>
  encodeField(field, [...encodeField(1, name), ...encodeField(2, encodeField(1, encodeNumber(1, FLOAT)))])
