import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { modelDir } from '../../test-support/models.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { DECODER_FILE, ENCODER_FILE } from './model-files.ts'
import { preparedDecoder, preparedEncoder } from './moonshine-graphs.ts'
import { editFields, encodeField, encodeNumber, fieldsOf } from './protobuf.ts'
import { hasByteProducts } from './signed-weights.ts'

/** Some words that follow each other; what they say does not matter here. */
const WORDS = [1n, 450n, 4996n, 17354n, 1701n]

/** What a decoder says of each next word, with a made-up sound. */
async function logitsOf(path: string): Promise<Float32Array[]> {
  const session = await ort.InferenceSession.create(path)
  const sound = Float32Array.from({ length: 40 * 416 }, (_, i) => Math.sin(i * 0.37) * 0.5)
  const none = new ort.Tensor('float32', new Float32Array(0), [0, 8, 1, 52])
  const names = session.inputNames.filter((name) => name.startsWith('past_key_values'))
  let past = Object.fromEntries(names.map((name) => [name, none]))
  const logits: Float32Array[] = []
  for (const [i, word] of WORDS.entries()) {
    const outputs = await session.run({
      input_ids: new ort.Tensor('int64', [word], [1, 1]),
      encoder_hidden_states: new ort.Tensor('float32', sound, [1, 40, 416]),
      use_cache_branch: new ort.Tensor('bool', [i > 0], [1]),
      ...past,
    })
    // The encoder's share comes with the first word only.
    const kept = names.filter((name) => i === 0 || name.includes('decoder'))
    const next = kept.map((name) => [name, outputs[name.replace('past_key_values', 'present')] ?? none])
    past = { ...past, ...Object.fromEntries(next) }
    if (!(outputs['logits']?.data instanceof Float32Array)) throw new Error('no logits')
    logits.push(outputs['logits'].data)
  }
  await session.release()
  return logits
}

async function heardBy(path: string): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(path)
  const sound = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i * 0.05) * Math.sin(i * 0.0007) * 0.5)
  const { last_hidden_state: hidden } = await session.run({
    input_values: new ort.Tensor('float32', sound, [1, 16_000]),
  })
  await session.release()
  if (!(hidden?.data instanceof Float32Array)) throw new Error('the encoder says nothing')
  return hidden.data
}

/** With signs only where the processor multiplies them exactly: elsewhere the runner does not use them either. */
const WAYS = [...new Set([false, hasByteProducts()])].map((signed) => ({ signed }))

it.each(WAYS)(
  'ranks the words as the file does that it was made from ($signed), the first and those after it',
  async (way) => {
    const original = join(await modelDir(), DECODER_FILE)
    const prepared = join(await tempFolder(), DECODER_FILE)
    await writeFile(prepared, preparedDecoder(await readFile(original), way))
    const [before, after] = [await logitsOf(original), await logitsOf(prepared)]
    expect(after).toHaveLength(WORDS.length)
    for (const [i, logits] of before.entries()) {
      const others = after[i] ?? new Float32Array()
      expect(others.indexOf(Math.max(...others))).toBe(logits.indexOf(Math.max(...logits)))
      const spread = Math.max(...logits) - Math.min(...logits)
      const off = logits.map((value, word) => Math.abs(value - (others[word] ?? NaN)))
      expect(Math.max(...off)).toBeLessThan(spread * 0.02)
    }
  },
)

it.each(WAYS)('hears in a sound exactly what the published encoder hears ($signed)', async (way) => {
  const original = join(await modelDir(), ENCODER_FILE)
  const prepared = join(await tempFolder(), ENCODER_FILE)
  await writeFile(prepared, preparedEncoder(await readFile(original), way))
  expect(await heardBy(prepared)).toEqual(await heardBy(original))
})

it('knows the processors that add up products of bytes', () => {
  expect(hasByteProducts('processor : 0\nflags\t\t: fpu avx2 avx512_vnni sse\n')).toBe(true)
  expect(hasByteProducts('processor : 0\nflags\t\t: fpu avx2 avx_vnni\n')).toBe(true)
  expect(hasByteProducts('model name : avx_vnni\nflags\t\t: fpu avx2 avx512f\n')).toBe(false)
})

it('refuses a file of another kind', () => {
  const model = Buffer.concat(encodeField(7, encodeField(1, encodeField(5, encodeField(6, [])))))
  expect(() => preparedDecoder(model, { signed: true })).toThrow('no word table')
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
