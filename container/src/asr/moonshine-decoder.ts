import { withIntegerHead } from './integer-head.ts'
import { ATTRIBUTE, GRAPH, MODEL, NODE, type Parts } from './onnx.ts'
import { editFields, encodeField, fieldsOf } from './protobuf.ts'
import { withoutKeyShape, withReadyKeys } from './ready-keys.ts'

/**
 * Moonshine's decoder as it is run: the published file, made smaller and faster in both branches of its `If`, for the first
 * word and for all others. Given in parts, most of them views of `model`, which is large. Throws when the file is not as
 * expected.
 */
export function preparedDecoder(model: Uint8Array): Parts {
  return editFields(model, MODEL.graph, (graph) =>
    [...fieldsOf(graph)].flatMap(({ number, raw, payload }) =>
      number === GRAPH.node ? encodeField(GRAPH.node, withBranches(payload)) : withoutKeyShape(number, raw, payload),
    ),
  )
}

const withBranches = (choice: Uint8Array): Parts =>
  editFields(choice, NODE.attribute, (attribute) =>
    editFields(attribute, ATTRIBUTE.graph, (branch) => withReadyKeys(Buffer.concat(withIntegerHead(branch)))),
  )
