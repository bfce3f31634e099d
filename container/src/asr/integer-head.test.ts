import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { modelDir } from '../../test-support/models.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { withIntegerHead } from './integer-head.ts'
import { DECODER_FILE } from './model-files.ts'
import { editFields, encodeField, encodeNumber, fieldsOf } from './protobuf.ts'

/** What the decoder says of the first word of a made-up sound. */
async function firstLogits(path: string): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(path)
  const sound = Float32Array.from({ length: 40 * 416 }, (_, i) => Math.sin(i * 0.37) * 0.5)
  const none = new ort.Tensor('float32', new Float32Array(0), [0, 8, 1, 52])
  const past = session.inputNames.filter((name) => name.startsWith('past_key_values'))
  const { logits } = await session.run({
    input_ids: new ort.Tensor('int64', [1n], [1, 1]),
    encoder_hidden_states: new ort.Tensor('float32', sound, [1, 40, 416]),
    use_cache_branch: new ort.Tensor('bool', [false], [1]),
    ...Object.fromEntries(past.map((name) => [name, none])),
  })
  await session.release()
  if (!(logits?.data instanceof Float32Array)) throw new Error('no logits')
  return logits.data
}

it('ranks the words as the file does that it was made from', async () => {
  const original = join(await modelDir(), DECODER_FILE)
  const edited = join(await tempFolder(), DECODER_FILE)
  await writeFile(edited, withIntegerHead(await readFile(original)))
  const [before, after] = [await firstLogits(original), await firstLogits(edited)]
  const best = (logits: Float32Array): number => logits.indexOf(Math.max(...logits))
  expect(best(after)).toBe(best(before))
  const spread = Math.max(...before) - Math.min(...before)
  before.forEach((value, i) => expect(Math.abs(value - (after[i] ?? NaN))).toBeLessThan(spread * 0.02))
})

it('refuses a file of another kind', () => {
  const branch = encodeField(5, encodeField(6, []))
  const model = Buffer.concat(encodeField(7, encodeField(1, branch)))
  expect(() => withIntegerHead(model)).toThrow('no word table')
})

it('changes the fields it is asked to and no others', () => {
  const long = 'x'.repeat(300)
  const message = Buffer.concat([...encodeField(1, 'one'), ...encodeNumber(9, 70_000), ...encodeField(2, long)])
  const edited = Buffer.concat(editFields(message, 1, () => [Buffer.from('changed')]))
  const texts = [...fieldsOf(edited)].map(({ number, payload }) => [number, Buffer.from(payload).toString()])
  expect(texts[0]).toEqual([1, 'changed'])
  expect(texts[2]).toEqual([2, long])
  expect([...fieldsOf(edited)][1]?.raw).toEqual([...fieldsOf(message)][1]?.raw)
})
