import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { modelDir } from '../../test-support/models.ts'
import { LONG_RECORDING, samplesOf } from '../../test-support/recordings.ts'
import { VAD_FILE } from './model-files.ts'
import { FRAME_SAMPLES, freshMemory, loadSilero } from './silero.ts'
import { sileroForSequences } from './silero-graph.ts'

/** The published graph, a frame a call, as its makers run it. */
async function publishedProbabilities(samples: Float32Array): Promise<number[]> {
  const session = await ort.InferenceSession.create(join(await modelDir(), VAD_FILE))
  const sr = new ort.Tensor('int64', [16_000n], [])
  let state = new ort.Tensor('float32', new Float32Array(256), [2, 1, 128])
  const input = new Float32Array(64 + FRAME_SAMPLES)
  const probabilities: number[] = []
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    input.set(samples.subarray(at, at + FRAME_SAMPLES), 64)
    const outputs = await session.run({ input: new ort.Tensor('float32', input, [1, input.length]), state, sr })
    input.copyWithin(0, FRAME_SAMPLES)
    if (outputs['stateN'] instanceof ort.Tensor)
      state = new ort.Tensor('float32', outputs['stateN'].data as Float32Array, [2, 1, 128])
    probabilities.push(Number(outputs['output']?.data[0]))
  }
  return probabilities
}

it('hears in many frames at once what the published graph hears in one after the other', async () => {
  const recording = await samplesOf(LONG_RECORDING, 16_000)
  const samples = recording.subarray(0, Math.floor(recording.length / FRAME_SAMPLES) * FRAME_SAMPLES)
  const silero = await loadSilero(await modelDir())
  const memory = freshMemory()
  const heard: number[] = []
  for (let at = 0, frames = 1; at < samples.length; at += frames * FRAME_SAMPLES, frames = (frames % 40) + 7) {
    heard.push(...(await silero.probabilities(samples.subarray(at, at + frames * FRAME_SAMPLES), memory)))
  }
  const published = await publishedProbabilities(samples)
  expect(heard).toHaveLength(published.length)
  published.forEach((probability, i) => expect(heard[i]).toBeCloseTo(probability, 4))
  expect(Math.max(...heard)).toBeGreaterThan(0.9)
  expect(Math.min(...heard)).toBeLessThan(0.1)
})

it('refuses a file of another kind', () => {
  expect(() => sileroForSequences(new Uint8Array())).toThrow('no decoder.rnn.bias_ih')
})
