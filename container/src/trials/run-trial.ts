/** A route asked once, for an admin who wants to see what it does: no limits, no second try, no fallback, no health. */
import { MAX_TRIAL_MS } from '../../../workers/contract/model-kinds.ts'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { TrialOutcome } from '../../../workers/contract/runner.ts'
import { SAMPLE_RATE } from '../pipeline/decode.ts'
import { concatSamples } from '../pipeline/sound-buffer.ts'
import { findAsrProvider, findMtProvider } from '../providers/find-provider.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import { cleanReason, ProviderError } from '../providers/provider-error.ts'
import { hearSentences, type TranscribeDependencies, withSound } from '../transcriptions/transcribe-file.ts'

export type TrialDependencies = TranscribeDependencies & { models: Pick<ModelRoutes, 'callOf'> }

const MAX_SAMPLES = (MAX_TRIAL_MS / 1000) * SAMPLE_RATE
/** Some formats end a little later than they say. */
const SLACK_MS = 500

export async function tryRecognition(
  route: RunnerRoute,
  file: Uint8Array,
  dependencies: TrialDependencies,
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const blocks: Float32Array[] = []
  await withSound(file, { tools: dependencies.tools, maxMs: MAX_TRIAL_MS + 2 * SLACK_MS, signal }, async (decoded) => {
    for await (const block of decoded) blocks.push(block)
  })
  const samples = blocks.reduce((sum, block) => sum + block.length, 0)
  if (samples === 0) return { outcome: 'refused', code: 'unsupported_media' }
  if (samples > MAX_SAMPLES + (SLACK_MS / 1000) * SAMPLE_RATE) {
    return { outcome: 'refused', code: 'recording_too_long' }
  }
  return timed(async () => {
    const provider = findAsrProvider(route)
    if (provider) {
      const { text } = await provider.transcribe(concatSamples(blocks), dependencies.models.callOf(route, signal))
      return text.trim()
    }
    const texts: string[] = []
    for await (const { text } of hearSentences(inOrder(blocks), dependencies, signal)) texts.push(text)
    return texts.join(' ')
  }, route)
}

export function tryTranslation(
  route: RunnerRoute,
  text: string,
  { models }: Pick<TrialDependencies, 'models'>,
  signal: AbortSignal,
): Promise<TrialOutcome> {
  return timed(async () => {
    const provider = findMtProvider(route)
    if (!provider) throw new ProviderError('refused', 'this provider does not translate')
    const [translation] = await provider.translate(
      { before: [], lines: [text], after: [] },
      models.callOf(route, signal),
    )
    if (!translation) throw new ProviderError('bad_answer', 'the model left the line out')
    return translation
  }, route)
}

async function timed(work: () => Promise<string>, { timeoutMs }: RunnerRoute): Promise<TrialOutcome> {
  const startedAt = performance.now()
  const tookMs = (): number => Math.round(performance.now() - startedAt)
  try {
    return { outcome: 'done', text: await work(), tookMs: tookMs() }
  } catch (error) {
    if (error instanceof ProviderError) {
      return { outcome: 'failed', kind: error.kind, reason: error.message, tookMs: tookMs() }
    }
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      const reason = `no answer within ${timeoutMs / 1000} s`
      return { outcome: 'failed', kind: 'timeout', reason, tookMs: tookMs() }
    }
    return { outcome: 'failed', kind: 'bad_answer', reason: cleanReason(String(error), []), tookMs: tookMs() }
  }
}

async function* inOrder(blocks: readonly Float32Array[]): AsyncGenerator<Float32Array, void, undefined> {
  yield* blocks
}
