import { editFields, encodeField, encodeNumber, fieldsOf } from './protobuf.ts'

// Field numbers of onnx.proto.
const MODEL_GRAPH = 7
const GRAPH_NODE = 1
const NODE = { input: 1, output: 2, operation: 4, attribute: 5 }
const ATTRIBUTE = { name: 1, int: 3, graph: 6, type: 20 }
const TYPE_INT = 2
const FLOAT = 1

type Node = { operation: string; inputs: string[]; outputs: string[] }

/**
 * Changes the last step of Moonshine's decoder (both branches of its `If`), the product with the table of 32,768 words.
 * The file keeps that table as bytes but turns it into 54 MB of floats, at every word or, folded at load, twice in each
 * session. Multiplied in whole numbers, as all other layers of this file are, 310 MB are saved for two sessions and a fifth
 * of the time; 100 segments gave the same text to the letter. Returns the file in parts, most of them views of `model`.
 * Throws when the file is not as expected.
 */
export function withIntegerHead(model: Uint8Array): Uint8Array[] {
  return editFields(model, MODEL_GRAPH, (graph) =>
    editFields(graph, GRAPH_NODE, (node) =>
      editFields(node, NODE.attribute, (attribute) => editFields(attribute, ATTRIBUTE.graph, editBranch)),
    ),
  )
}

function editBranch(graph: Uint8Array): Uint8Array[] {
  const fields = [...fieldsOf(graph)].map(({ number, raw, payload }) => ({
    raw,
    node: number === GRAPH_NODE ? readNode(payload) : null,
  }))
  const nodes = fields.flatMap(({ node }) => (node ? [node] : []))
  const product = nodes.find(({ operation, outputs }) => operation === 'MatMul' && outputs[0] === 'logits')
  const [hidden, floats] = product?.inputs ?? []
  const table = nodes.find(({ operation, outputs }) => operation === 'DequantizeLinear' && outputs[0] === floats)
  const [bytes, scale, zero] = table?.inputs ?? []
  if (!hidden || !bytes || !scale || !zero) throw new Error('the decoder has no word table to multiply with')
  const instead = [
    ...node('DynamicQuantizeLinear', [hidden], ['head_bytes', 'head_scale', 'head_zero']),
    ...node('MatMulInteger', ['head_bytes', bytes, 'head_zero', zero], ['head_product']),
    ...node('Cast', ['head_product'], ['head_floats'], { to: FLOAT }),
    ...node('Mul', ['head_scale', scale], ['head_scales']),
    ...node('Mul', ['head_floats', 'head_scales'], ['logits']),
  ]
  return fields.flatMap((field) => (field.node === product ? instead : field.node === table ? [] : [field.raw]))
}

function readNode(payload: Uint8Array): Node {
  const fields = [...fieldsOf(payload)]
  const texts = (number: number): string[] =>
    fields.filter((field) => field.number === number).map((field) => Buffer.from(field.payload).toString())
  return { operation: texts(NODE.operation)[0] ?? '', inputs: texts(NODE.input), outputs: texts(NODE.output) }
}

function node(
  operation: string,
  inputs: string[],
  outputs: string[],
  numbers: Record<string, number> = {},
): Uint8Array[] {
  return encodeField(GRAPH_NODE, [
    ...inputs.flatMap((name) => encodeField(NODE.input, name)),
    ...outputs.flatMap((name) => encodeField(NODE.output, name)),
    ...encodeField(NODE.operation, operation),
    ...Object.entries(numbers).flatMap(([name, value]) =>
      encodeField(NODE.attribute, [
        ...encodeField(ATTRIBUTE.name, name),
        ...encodeNumber(ATTRIBUTE.int, value),
        ...encodeNumber(ATTRIBUTE.type, TYPE_INT),
      ]),
    ),
  ])
}
