import {
  ATTRIBUTE,
  FLOAT,
  floatValue,
  GRAPH,
  initializer,
  INT64,
  MODEL,
  NODE,
  node,
  payloadsOf,
  tensorBytes,
  textOf,
  type Parts,
} from './onnx.ts'
import { encodeField, encodeNumber } from './protobuf.ts'

const PREFIX = 'If_0_then_branch__Inline_0__'
const BINS = 129
const UNITS = 128
/** The gates of a cell in the order of PyTorch (input, forget, cell, output), as ONNX wants them: input, output, forget, cell. */
const GATES = [0, 3, 1, 2]
/** Channels in and out, and step, of the four convolutions. */
const ENCODER = [
  [BINS, 128, 1],
  [128, 64, 2],
  [64, 64, 2],
  [64, UNITS, 1],
] as const

/**
 * Silero VAD v6 at 16 kHz for many frames a call. The published graph takes one frame, decides at every call what kind of
 * input it has and puts its weights in order anew: two thirds of its time. This one has the same weights and sums:
 * `frames` [n, 1, 640] (64 samples of the frame before, 512 of its own, the last 64 of those mirrored) and the state `h`,
 * `c` [1, 1, 128] give `speech` [n, 1, 1], and `hn`, `cn` for the next call. Throws when the file is not as expected.
 */
export function sileroForSequences(file: Uint8Array): Parts {
  const weights = constantsOf(file)
  const weight = (name: string): Uint8Array => {
    const tensor = weights.get(PREFIX + name)
    if (!tensor) throw new Error(`the speech detector has no ${name}`)
    return tensorBytes(tensor)
  }
  const biases = [weight('decoder.rnn.bias_ih'), weight('decoder.rnn.bias_hh')].map(inGateOrder)
  const initializers = [
    initializer('basis', FLOAT, [2 * BINS, 1, 256], weight('stft.forward_basis_buffer')),
    initializer('halves', INT64, [2], new Uint8Array(BigInt64Array.of(BigInt(BINS), BigInt(BINS)).buffer)),
    initializer('axis', INT64, [1], new Uint8Array(BigInt64Array.of(1n).buffer)),
    ...ENCODER.flatMap(([channels, filters], i) => [
      initializer(`w${i}`, FLOAT, [filters, channels, 3], weight(`encoder.${i}.reparam_conv.weight`)),
      initializer(`b${i}`, FLOAT, [filters], weight(`encoder.${i}.reparam_conv.bias`)),
    ]),
    initializer('wx', FLOAT, [1, 4 * UNITS, UNITS], inGateOrder(weight('decoder.rnn.weight_ih'))),
    initializer('wh', FLOAT, [1, 4 * UNITS, UNITS], inGateOrder(weight('decoder.rnn.weight_hh'))),
    initializer('bias', FLOAT, [1, 8 * UNITS], Buffer.concat(biases)),
    initializer('wo', FLOAT, [1, UNITS, 1], weight('decoder.decoder.2.weight')),
    initializer('bo', FLOAT, [1], weight('decoder.decoder.2.bias')),
  ]
  const nodes = [
    node('Conv', ['frames', 'basis'], ['waves'], { strides: [128] }),
    node('Split', ['waves', 'halves'], ['real', 'imaginary'], { axis: 1 }),
    node('Mul', ['real', 'real'], ['real2']),
    node('Mul', ['imaginary', 'imaginary'], ['imaginary2']),
    node('Add', ['real2', 'imaginary2'], ['power']),
    node('Sqrt', ['power'], ['x0']),
    ...ENCODER.flatMap(([, , step], i) => [
      node('Conv', [`x${i}`, `w${i}`, `b${i}`], [`y${i}`], { pads: [1, 1], strides: [step] }),
      node('Relu', [`y${i}`], [`x${i + 1}`]),
    ]),
    node('Transpose', [`x${ENCODER.length}`], ['steps'], { perm: [0, 2, 1] }),
    node('LSTM', ['steps', 'wx', 'wh', 'bias', '', 'h', 'c'], ['cells', 'hn', 'cn'], { hidden_size: UNITS }),
    node('Squeeze', ['cells', 'axis'], ['flat']),
    node('Relu', ['flat'], ['active']),
    node('Transpose', ['active'], ['features'], { perm: [0, 2, 1] }),
    node('Conv', ['features', 'wo', 'bo'], ['score']),
    node('Sigmoid', ['score'], ['speech']),
  ]
  const graph = [
    ...nodes.flat(),
    ...encodeField(GRAPH.name, 'silero'),
    ...initializers.flat(),
    ...['frames', 'h', 'c'].flatMap((name) => floatValue(GRAPH.input, name)),
    ...['speech', 'hn', 'cn'].flatMap((name) => floatValue(GRAPH.output, name)),
  ]
  return [
    ...encodeNumber(MODEL.version, 8),
    ...encodeField(MODEL.graph, graph),
    ...encodeField(MODEL.operators, [...encodeField(1, ''), ...encodeNumber(2, 16)]),
  ]
}

/** Every constant of a graph and of the branches in it, by name. */
function constantsOf(file: Uint8Array): Map<string, Uint8Array> {
  const constants = new Map<string, Uint8Array>()
  const walk = (graph: Uint8Array): void => {
    for (const one of payloadsOf(graph, GRAPH.node)) {
      const [name] = payloadsOf(one, NODE.output).map(textOf)
      for (const attribute of payloadsOf(one, NODE.attribute)) {
        for (const branch of payloadsOf(attribute, ATTRIBUTE.graph)) walk(branch)
        for (const tensor of payloadsOf(attribute, ATTRIBUTE.tensor)) if (name) constants.set(name, tensor)
      }
    }
  }
  for (const graph of payloadsOf(file, MODEL.graph)) walk(graph)
  return constants
}

/** The four equal blocks of a weight, one a gate, in the order of ONNX. */
function inGateOrder(bytes: Uint8Array): Uint8Array {
  const length = bytes.length / GATES.length
  return Buffer.concat(GATES.map((gate) => bytes.subarray(gate * length, (gate + 1) * length)))
}
