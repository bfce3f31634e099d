import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { startWorkerPool } from '../src/asr/worker-pool.ts'
import { DECODER_FILE, ENCODER_FILE } from '../src/asr/model-files.ts'

/** Seconds that `threads` models side by side take for the segments and nothing else: the floor under the pipeline. */
export async function timeBareModel(
  segments: readonly Float32Array[],
  options: { modelDir: string; threads: number },
): Promise<number> {
  const pool = startWorkerPool(options.threads, { role: 'recognise', modelDir: options.modelDir })
  try {
    await pool.ready
    const startedAt = performance.now()
    await Promise.all(segments.map((samples) => pool.run({ kind: 'recognise', samples })))
    return (performance.now() - startedAt) / 1000
  } finally {
    await pool.close()
  }
}

const LAYERS = Array.from({ length: 8 }, (_, layer) => layer)
const CACHE_NAMES = LAYERS.flatMap((layer) =>
  ['decoder', 'encoder'].flatMap((side) => ['key', 'value'].map((what) => `${layer}.${side}.${what}`)),
)

/**
 * Seconds that the loop of the model's own package (moonshine-js 0.1.8, `MoonshineModel.generate`) takes: sessions as they
 * come, one segment after the other, at most six words a second.
 */
export async function timePackageLoop(segments: readonly Float32Array[], modelDir: string): Promise<number> {
  const encoder = await ort.InferenceSession.create(join(modelDir, ENCODER_FILE))
  const decoder = await ort.InferenceSession.create(join(modelDir, DECODER_FILE))
  const startedAt = performance.now()
  for (const samples of segments) await generate(encoder, decoder, samples)
  const seconds = (performance.now() - startedAt) / 1000
  await encoder.release()
  await decoder.release()
  return seconds
}

async function generate(encoder: ort.InferenceSession, decoder: ort.InferenceSession, samples: Float32Array) {
  const encoded = await encoder.run({ input_values: new ort.Tensor('float32', samples, [1, samples.length]) })
  const none = new ort.Tensor('float32', new Float32Array(0), [0, 8, 1, 52])
  let cache: Record<string, ort.Tensor> = Object.fromEntries(
    CACHE_NAMES.map((name) => [`past_key_values.${name}`, none]),
  )
  let token = 1
  for (let step = 0; step < Math.trunc((samples.length / 16_000) * 6); step++) {
    const outputs: ort.InferenceSession.ReturnType = await decoder.run({
      input_ids: new ort.Tensor('int64', [BigInt(token)], [1, 1]),
      encoder_hidden_states: tensor(encoded, 'last_hidden_state'),
      use_cache_branch: new ort.Tensor('bool', [step > 0], [1]),
      ...cache,
    })
    const { data } = tensor(outputs, 'logits')
    if (!(data instanceof Float32Array)) throw new Error('logits are not float32')
    token = data.indexOf(data.reduce((highest, value) => Math.max(highest, value), -Infinity))
    if (token === 2) return
    const kept = CACHE_NAMES.filter((name) => step === 0 || name.includes('decoder'))
    cache = {
      ...cache,
      ...Object.fromEntries(kept.map((name) => [`past_key_values.${name}`, tensor(outputs, `present.${name}`)])),
    }
  }
}

function tensor(outputs: ort.InferenceSession.ReturnType, name: string): ort.Tensor {
  const value = outputs[name]
  if (!(value instanceof ort.Tensor)) throw new Error(`the model has no output ${name}`)
  return value
}
