import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import llamaTokenizer from 'llama-tokenizer-js'
import ort from 'onnxruntime-node'
import { freeNow } from '../free-now.ts'
import { preparedDecoder, preparedEncoder } from './moonshine-graphs.ts'
import { DECODER_FILE, ENCODER_FILE } from './model-files.ts'
import type { Parts } from './onnx.ts'
import { repeatedTail } from './repetition.ts'
import type { Recognition } from './recogniser.ts'
import { hasByteProducts } from './signed-weights.ts'

// Facts of the model files of Moonshine Base.
const LAYERS = 8
const HEADS = 8
const HEAD_SIZE = 52
const START_TOKEN = 1
const END_TOKEN = 2
/** Ids from here on are the model's markers, not pieces of words. */
const FIRST_MARKER_TOKEN = 32_000
const SAMPLE_RATE = 16_000
/**
 * Silence put around a segment. Cut close to the words, the model invents one to finish with ("concerned, we" for
 * "concerned."); with a fifth of a second on both sides it made a sixth fewer errors on 26 recordings.
 */
const QUIET_SAMPLES = 3_200

export type Moonshine = {
  /** `onEncoded` hears when the encoder is done and the words begin. */
  recognise: (samples: Float32Array, onEncoded?: () => void) => Promise<Recognition>
}

/** One decoding step's key-value tensors, by the name under which the next step takes them. */
type Cache = Record<string, ort.Tensor>

const cacheNames = (side: 'decoder' | 'encoder'): string[] =>
  Array.from({ length: LAYERS }, (_, layer) => [`${layer}.${side}.key`, `${layer}.${side}.value`]).flat()
const DECODER_CACHE = cacheNames('decoder')
const ENCODER_CACHE = cacheNames('encoder')
/** What one word hands on to the next. */
const PAST_WORDS = DECODER_CACHE.map((name) => `past_key_values.${name}`)
const FIRST_OUTPUTS = ['logits', ...[...DECODER_CACHE, ...ENCODER_CACHE].map((name) => `present.${name}`)]
const NEXT_OUTPUTS = ['logits', ...DECODER_CACHE.map((name) => `present.${name}`)]

/**
 * Loads Moonshine Base from the model folder. `recognise` takes 16 kHz mono samples in -1..1, at most some 15 s of them
 * (the model leaves out lines beyond that), and blocks its thread while it computes: it belongs in a worker.
 */
export async function loadMoonshine(modelDir: string): Promise<Moonshine> {
  // One thread a session: sessions side by side read more speech a second than one session with more threads.
  // No arena: segments differ in length, so it would only keep what the longest of them once needed.
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false }
  const signed = hasByteProducts()
  const encoder = await loadPrepared(
    join(modelDir, ENCODER_FILE),
    (model) => preparedEncoder(model, { signed }),
    options,
  )
  const decoder = await loadPrepared(
    join(modelDir, DECODER_FILE),
    (model) => preparedDecoder(model, { signed }),
    options,
  )
  return { recognise: (samples, onEncoded) => recognise(encoder, decoder, samples, onEncoded) }
}

/** By way of a file: a session made from bytes keeps a copy of them, 150 MB in the end. The model folder may be read-only. */
async function loadPrepared(
  path: string,
  prepare: (model: Uint8Array) => Parts,
  options: ort.InferenceSession.SessionOptions,
): Promise<ort.InferenceSession> {
  const folder = await mkdtemp(join(tmpdir(), 'listening-model-'))
  try {
    const prepared = join(folder, basename(path))
    const bytes = await readFile(path)
    await writeFile(prepared, prepare(bytes))
    // Given back now rather than at some collection: a thread's heap is small and sees no reason for one.
    freeNow(bytes)
    return await ort.InferenceSession.create(prepared, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function recognise(
  encoder: ort.InferenceSession,
  decoder: ort.InferenceSession,
  samples: Float32Array,
  onEncoded: () => void = () => {},
): Promise<Recognition> {
  const input = surrounded(samples)
  const encoded = await encoder.run({ input_values: new ort.Tensor('float32', input, [1, input.length]) })
  freeNow(input)
  const hidden = output(encoded, 'last_hidden_state')
  onEncoded()

  // Nobody says more than this; a model that goes on is making words up.
  const maxTokens = Math.ceil((samples.length / SAMPLE_RATE) * 6.5) + 8
  const tokens: number[] = []
  let probabilitySum = 0
  let cache = emptyCache()
  let last = START_TOKEN
  let repeated = 0
  for (let step = 0; step < maxTokens; step++) {
    const first = step === 0
    const outputs = await decoder.run(
      {
        input_ids: new ort.Tensor('int64', [BigInt(last)], [1, 1]),
        encoder_hidden_states: hidden,
        use_cache_branch: new ort.Tensor('bool', [!first], [1]),
        ...cache,
      },
      first ? FIRST_OUTPUTS : NEXT_OUTPUTS,
    )
    if (!first) freeTensors(cache, PAST_WORDS)
    // The encoder's share comes out of the first step only and stays as it is.
    cache = { ...cache, ...renamed(outputs, first ? [...DECODER_CACHE, ...ENCODER_CACHE] : DECODER_CACHE) }
    const choice = mostLikely(output(outputs, 'logits').data)
    freeTensors(outputs, ['logits'])
    if (choice.token === END_TOKEN) break
    last = choice.token
    tokens.push(choice.token)
    probabilitySum += choice.probability
    repeated = repeatedTail(tokens)
    if (repeated > 0) break
  }
  freeTensors(cache, Object.keys(cache))
  freeTensors(encoded, ['last_hidden_state'])
  const kept = repeated > 0 ? tokens.slice(0, tokens.length - repeated) : tokens
  return {
    text: decodeText(kept),
    confidence: tokens.length > 0 ? probabilitySum / tokens.length : 0,
    repetition: repeated > 0,
    cutOff: tokens.length >= maxTokens,
  }
}

/** Some megabytes a word, which the collector would leave lying. */
function freeTensors(tensors: Record<string, unknown>, names: readonly string[]): void {
  for (const name of names) {
    const tensor = tensors[name]
    if (tensor instanceof ort.Tensor && ArrayBuffer.isView(tensor.data)) freeNow(tensor.data)
  }
}

function surrounded(samples: Float32Array): Float32Array {
  const longer = new Float32Array(samples.length + 2 * QUIET_SAMPLES)
  longer.set(samples, QUIET_SAMPLES)
  return longer
}

/** The first step takes no past, but the graph wants the inputs: tensors without rows. */
function emptyCache(): Cache {
  const none = new ort.Tensor('float32', new Float32Array(0), [0, HEADS, 1, HEAD_SIZE])
  return Object.fromEntries([...DECODER_CACHE, ...ENCODER_CACHE].map((name) => [`past_key_values.${name}`, none]))
}

function renamed(outputs: ort.InferenceSession.ReturnType, names: string[]): Cache {
  return Object.fromEntries(names.map((name) => [`past_key_values.${name}`, output(outputs, `present.${name}`)]))
}

function output(outputs: ort.InferenceSession.ReturnType, name: string): ort.Tensor {
  const tensor = outputs[name]
  if (!(tensor instanceof ort.Tensor)) throw new Error(`the model has no output ${name}`)
  return tensor
}

/** A logit so far below the highest adds less than a billionth; raising e to all 32,768 would take 4 % of the model's time. */
const NEGLIGIBLE = 21

/** The token with the highest logit and its softmax probability. */
function mostLikely(logits: ort.Tensor['data']): { token: number; probability: number } {
  if (!(logits instanceof Float32Array)) throw new Error('logits are not float32')
  let token = 0
  let highest = -Infinity
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i] ?? -Infinity
    if (value > highest) {
      highest = value
      token = i
    }
  }
  let sum = 0
  for (const value of logits) if (value > highest - NEGLIGIBLE) sum += Math.exp(value - highest)
  return { token, probability: 1 / sum }
}

/** Text as a sentence is shown, without the model's markers. */
function decodeText(tokens: number[]): string {
  const words = tokens.filter((token) => token > END_TOKEN && token < FIRST_MARKER_TOKEN)
  return cleanText(llamaTokenizer.decode(words, false, false))
}

/** Single spaces, no punctuation in front, no comma twice. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/([,;:])(?: ?[,;:])+/gu, '$1')
    .replace(/^[\s,.;:!?)\]]+/u, '')
    .trim()
}
