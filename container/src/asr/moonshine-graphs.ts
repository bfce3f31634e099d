import { withIntegerHead } from './integer-head.ts'
import { ATTRIBUTE, GRAPH, MODEL, NODE, readGraph, type GraphField, type Parts } from './onnx.ts'
import { withPlainStep } from './plain-step.ts'
import { editFields, encodeField } from './protobuf.ts'
import { withoutKeyShape, withReadyKeys } from './ready-keys.ts'
import { withSignedWeights } from './signed-weights.ts'

/**
 * Moonshine's decoder as it is run: the published file, made smaller and faster in both branches of its `If`, for the first
 * word and for all others. `signed`: see signed-weights.ts. Given in parts, most of them views of `model`, which is large
 * and is not to be used otherwise afterwards. Throws when the file is not as expected.
 */
export function preparedDecoder(model: Uint8Array, { signed }: { signed: boolean }): Parts {
  return editFields(model, MODEL.graph, (graph) =>
    readGraph(graph).flatMap((field) => {
      if (field.node) return encodeField(GRAPH.node, withBranches(field.payload))
      const shaped = withoutKeyShape(field)
      return (signed ? withSignedWeights(shaped) : shaped).parts
    }),
  )
}

/** The same for the encoder. */
export function preparedEncoder(model: Uint8Array, { signed }: { signed: boolean }): Parts {
  if (!signed) return [model]
  return editFields(model, MODEL.graph, (graph) => readGraph(graph).flatMap((field) => withSignedWeights(field).parts))
}

const withBranches = (choice: Uint8Array): Parts =>
  editFields(choice, NODE.attribute, (attribute) =>
    editFields(attribute, ATTRIBUTE.graph, (branch) =>
      withPlainStep(withReadyKeys(withIntegerHead(withoutNotes(readGraph(branch))))).flatMap(({ parts }) => parts),
    ),
  )

/** What the file says of types between steps holds for unsigned weights only, and is worked out anew when it is loaded. */
const withoutNotes = (branch: readonly GraphField[]): GraphField[] =>
  branch.filter(({ number }) => number !== GRAPH.valueInfo)
