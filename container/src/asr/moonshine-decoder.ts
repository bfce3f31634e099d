import { withIntegerHead } from './integer-head.ts'
import { ATTRIBUTE, GRAPH, MODEL, NODE, readGraph, type Parts } from './onnx.ts'
import { withPlainStep } from './plain-step.ts'
import { editFields, encodeField } from './protobuf.ts'
import { withoutKeyShape, withReadyKeys } from './ready-keys.ts'

/**
 * Moonshine's decoder as it is run: the published file, made smaller and faster in both branches of its `If`, for the first
 * word and for all others. Given in parts, most of them views of `model`, which is large. Throws when the file is not as
 * expected.
 */
export function preparedDecoder(model: Uint8Array): Parts {
  return editFields(model, MODEL.graph, (graph) =>
    readGraph(graph).flatMap((field) =>
      field.node ? encodeField(GRAPH.node, withBranches(field.payload)) : withoutKeyShape(field).parts,
    ),
  )
}

const withBranches = (choice: Uint8Array): Parts =>
  editFields(choice, NODE.attribute, (attribute) =>
    editFields(attribute, ATTRIBUTE.graph, (branch) =>
      withPlainStep(withReadyKeys(withIntegerHead(readGraph(branch)))).flatMap(({ parts }) => parts),
    ),
  )
