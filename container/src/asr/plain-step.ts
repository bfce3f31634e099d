/**
 * The branch of Moonshine's decoder that is run for every word but the first, without what it need not do. It was exported
 * for any number of sentences and words at once and works out the shapes of both again and again: of a thousand steps,
 * six hundred say that there is one word of one sentence. Here that is known.
 */
import {
  FLOAT,
  GRAPH,
  initializer,
  INT64,
  nodeField,
  payloadsOf,
  renamed,
  textOf,
  type GraphField,
  type Node,
  type Parts,
} from './onnx.ts'

const HEADS = 8
const HEAD_SIZE = 52
/** So many numbers of a head are turned by the word's place (rotary embedding), in pairs; the others stay. */
const TURNED = 32

/** Throws when the branch is not as expected. A branch without a past, for the first word, stays as it is. */
export function withPlainStep(branch: readonly GraphField[]): GraphField[] {
  const hasPast = branch.some((field) => field.node?.inputs.some((name) => name.startsWith('past_key_values')))
  if (!hasPast) return [...branch]
  const editor = openEditor(branch)
  shapesAreKnown(editor)
  const turns = placesAreMultiplied(editor)
  nothingIsMasked(editor)
  scalesAreKnown(editor)
  if (turns === 0) throw new Error('the decoder turns nothing by its place')
  const edited = editor.result()
  return [...withoutUnused(edited), ...constants().map(asField)]
}

type Editor = {
  nodes: readonly Node[]
  producer: (name: string | undefined) => Node | undefined
  consumers: (name: string) => readonly Node[]
  replace: (node: Node, by: readonly GraphField[]) => void
  rename: (node: Node, name: string, by: string) => void
  result: () => GraphField[]
}

function openEditor(branch: readonly GraphField[]): Editor {
  const nodes = branch.flatMap((field) => field.node ?? [])
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  const consumers = new Map<string, Node[]>()
  for (const node of nodes) for (const name of node.inputs) consumers.set(name, [...(consumers.get(name) ?? []), node])
  const replaced = new Map<Node, readonly GraphField[]>()
  const names = new Map<Node, Map<string, string>>()
  return {
    nodes,
    producer: (name) => (name === undefined ? undefined : producers.get(name)),
    consumers: (name) => consumers.get(name) ?? [],
    replace: (node, by) => void replaced.set(node, by),
    rename: (node, name, by) => void names.set(node, (names.get(node) ?? new Map<string, string>()).set(name, by)),
    result: () =>
      branch.flatMap((field) => {
        if (!field.node) return field
        return replaced.get(field.node) ?? renamed(field, names.get(field.node) ?? new Map())
      }),
  }
}

/** One word has its heads side by side as they come: no shape is worked out, and nothing is turned. */
function shapesAreKnown({ nodes, producer, consumers, replace }: Editor): void {
  for (const node of nodes) {
    const before = producer(node.inputs[0])
    if (
      node.operation === 'Transpose' &&
      before?.operation === 'Reshape' &&
      consumers(before.outputs[0] ?? '').length === 1
    )
      replace(node, [nodeField('Reshape', [before.inputs[0] ?? '', 'plain_heads'], node.outputs)])
    if (
      node.operation === 'Reshape' &&
      before?.operation === 'Transpose' &&
      producer(before.inputs[0])?.operation === 'MatMul'
    )
      replace(node, [nodeField('Reshape', [before.inputs[0] ?? '', 'plain_flat'], node.outputs)])
  }
}

/**
 * Turning pairs of numbers, (a, b) to (a cos - b sin, b cos + a sin), is a product with a matrix of ones and two with the
 * cosines and sines, where what is not turned has cosine 1 and sine 0. Returns how many there were.
 */
function placesAreMultiplied({ nodes, producer, replace }: Editor): number {
  const wide = new Map<string, string>()
  let count = 0
  for (const node of nodes) {
    const [sum, still] = node.inputs.map(producer)
    if (
      node.operation !== 'Concat' ||
      node.inputs.length !== 2 ||
      sum?.operation !== 'Add' ||
      still?.operation !== 'Slice'
    )
      continue
    const [plain, turned] = sum.inputs.map(producer)
    const part = producer(plain?.inputs[0])
    const [cosine, sine] = [plain?.inputs[1], turned?.inputs[1]]
    const [whole] = still.inputs
    if (part?.operation !== 'Slice' || part.inputs[0] !== whole || !whole || !cosine || !sine) continue
    const name = `turn_${count++}`
    const widen = [
      ...(wide.has(cosine) ? [] : [nodeField('Concat', [cosine, 'plain_ones'], [`wide_${cosine}`], { axis: 3 })]),
      ...(wide.has(sine) ? [] : [nodeField('Concat', [sine, 'plain_zeros'], [`wide_${sine}`], { axis: 3 })]),
    ]
    for (const one of [cosine, sine]) wide.set(one, `wide_${one}`)
    replace(node, [
      ...widen,
      nodeField('Mul', [whole, `wide_${cosine}`], [`${name}_plain`]),
      nodeField('MatMul', [whole, 'plain_turn'], [`${name}_turned`]),
      nodeField('Mul', [`${name}_turned`, `wide_${sine}`], [`${name}_sines`]),
      nodeField('Add', [`${name}_plain`, `${name}_sines`], node.outputs),
    ])
  }
  return count
}

/** A single new word may look at all words before it. */
function nothingIsMasked({ nodes, producer, rename }: Editor): void {
  for (const node of nodes) {
    const mask = node.operation === 'Softmax' ? producer(node.inputs[0]) : undefined
    const [scores] = mask?.inputs ?? []
    if (mask?.operation === 'Add' && scores && producer(scores)?.operation === 'MatMul')
      rename(node, mask.outputs[0] ?? '', scores)
  }
}

/** Question and keys are each scaled by the fourth root of the head's size; together, the question alone by its root. */
function scalesAreKnown({ nodes, producer, rename }: Editor): void {
  const scaled = (node: Node | undefined): boolean =>
    node?.operation === 'Mul' && producer(node.inputs[1])?.operation === 'Sqrt'
  for (const node of nodes) {
    const [question, keys] = node.inputs.map(producer)
    if (node.operation !== 'MatMul' || !question || !scaled(question)) continue
    const both = keys && scaled(keys)
    rename(question, question.inputs[1] ?? '', both ? 'plain_scale' : 'plain_half_scale')
    if (both) rename(node, keys.outputs[0] ?? '', keys.inputs[0] ?? '')
  }
}

/** Leaves out nodes whose outputs nobody takes, and those that only they took from. */
function withoutUnused(branch: readonly GraphField[]): GraphField[] {
  const outputs = new Set(branch.flatMap(outputName))
  let kept = [...branch]
  for (;;) {
    const used = new Set([...outputs, ...kept.flatMap(({ node }) => node?.inputs ?? [])])
    const next = kept.filter(({ node }) => !node || node.outputs.some((name) => used.has(name)))
    if (next.length === kept.length) return kept
    kept = next
  }
}

function outputName(field: GraphField): string[] {
  return field.number === GRAPH.output ? payloadsOf(field.payload, 1).map(textOf) : []
}

function constants(): Parts[] {
  const turn = new Float32Array(HEAD_SIZE * HEAD_SIZE)
  for (let i = 0; i < TURNED; i += 2) {
    turn[(i + 1) * HEAD_SIZE + i] = -1
    turn[i * HEAD_SIZE + i + 1] = 1
  }
  const still = HEAD_SIZE - TURNED
  const scale = 1 / Math.sqrt(HEAD_SIZE)
  return [
    integers('plain_heads', [1, HEADS, 1, HEAD_SIZE]),
    integers('plain_flat', [1, 1, HEADS * HEAD_SIZE]),
    floats('plain_ones', [1, 1, 1, still], new Float32Array(still).fill(1)),
    floats('plain_zeros', [1, 1, 1, still], new Float32Array(still)),
    floats('plain_turn', [HEAD_SIZE, HEAD_SIZE], turn),
    floats('plain_scale', [1], Float32Array.of(scale)),
    floats('plain_half_scale', [1], Float32Array.of(Math.sqrt(scale))),
  ]
}

const asField = (parts: Parts): GraphField => ({
  number: GRAPH.initializer,
  parts,
  payload: new Uint8Array(),
  node: null,
})

const integers = (name: string, values: readonly number[]): Parts =>
  initializer(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer))

const floats = (name: string, shape: readonly number[], values: Float32Array<ArrayBuffer>): Parts =>
  initializer(name, FLOAT, shape, new Uint8Array(values.buffer))
