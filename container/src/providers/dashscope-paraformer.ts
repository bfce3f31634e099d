/**
 * Alibaba Cloud Model Studio (DashScope), recognition of files:
 * https://www.alibabacloud.com/help/en/model-studio/paraformer-recorded-speech-recognition-restful-api
 * A task takes addresses of files only, so a piece is put into DashScope's own temporary storage first (48 hours;
 * https://www.alibabacloud.com/help/en/model-studio/get-temporary-file-url), then the task is asked for until it has ended.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { tokensOf } from '../../../workers/domain/segments/timed-word.ts'
import { ask, jsonRequest, send } from './ask.ts'
import type { AsrProvider, HeardWord, ModelCall } from './provider.ts'
import { cleanReason, isForTheMoment, ProviderError } from './provider-error.ts'
import { wavOf } from './wav.ts'

const POLL_FIRST_MS = 500
const POLL_MAX_MS = 4_000
/** One question about a task must not take all the time there is for it. */
const POLL_TIMEOUT_MS = 10_000

const policy = z.object({
  data: z.object({
    upload_host: z.url(),
    upload_dir: z.string(),
    oss_access_key_id: z.string(),
    policy: z.string(),
    signature: z.string(),
    x_oss_object_acl: z.string(),
    x_oss_forbid_overwrite: z.string(),
  }),
})

const submitted = z.object({ output: z.object({ task_id: z.string() }) })

const task = z.object({
  output: z.object({
    task_status: z.string(),
    code: z.string().optional(),
    message: z.string().optional(),
    results: z
      .array(
        z.object({
          subtask_status: z.string(),
          transcription_url: z.url().optional(),
          code: z.string().optional(),
          message: z.string().optional(),
        }),
      )
      .optional(),
  }),
})

const word = z.object({
  begin_time: z.number(),
  end_time: z.number(),
  text: z.string(),
  punctuation: z.string().nullish(),
})
const transcription = z.object({
  transcripts: z.array(
    z.object({
      text: z.string(),
      sentences: z.array(z.object({ words: z.array(word).optional() })).optional(),
    }),
  ),
})

export const paraformer: AsrProvider = {
  maxPieceMs: 120_000,
  async transcribe(samples, call) {
    const deadline = performance.now() + call.route.timeoutMs
    const fileUrl = await upload(samples, call)
    const { model, language } = call.route
    const request = jsonRequest({
      model,
      input: { file_urls: [fileUrl] },
      parameters: { channel_id: [0], language_hints: [language] },
    })
    const headers = {
      'content-type': 'application/json',
      'x-dashscope-async': 'enable',
      'x-dashscope-ossresourceresolve': 'enable',
    }
    const url = `${call.baseUrl}/api/v1/services/audio/asr/transcription`
    const { output } = await ask(call, url, submitted, { ...request, headers })
    const resultUrl = await waitForTask(output.task_id, call, deadline)
    if (resultUrl === null) return { text: '', words: [] }
    // A signed address on another server: the key stays here.
    const { transcripts } = await untilAnswered(call, deadline, (one) =>
      ask(one, resultUrl, transcription, { withKey: false }),
    )
    const words = transcripts.flatMap(({ sentences }) => sentences ?? []).flatMap(({ words }) => words ?? [])
    return { text: transcripts.map(({ text }) => text).join(' '), words: words.flatMap(toHeard) }
  },
}

/** `punctuation` is what follows the word; some of it stands alone as a word of its own. */
function toHeard({ begin_time, end_time, text, punctuation }: z.output<typeof word>): HeardWord[] {
  return tokensOf(`${text.trim()}${(punctuation ?? '').trim()}`).map((token) => ({
    text: token,
    startMs: begin_time,
    endMs: end_time,
  }))
}

async function upload(samples: Float32Array, call: ModelCall): Promise<string> {
  const query = new URLSearchParams({ action: 'getPolicy', model: call.route.model })
  const { data } = await ask(call, `${call.baseUrl}/api/v1/uploads?${query.toString()}`, policy, {})
  const path = `${data.upload_dir}/${randomUUID()}.wav`
  const form = new FormData()
  form.set('OSSAccessKeyId', data.oss_access_key_id)
  form.set('policy', data.policy)
  form.set('Signature', data.signature)
  form.set('key', path)
  form.set('x-oss-object-acl', data.x_oss_object_acl)
  form.set('x-oss-forbid-overwrite', data.x_oss_forbid_overwrite)
  form.set('success_action_status', '200')
  form.set('file', new Blob([wavOf(samples)], { type: 'audio/wav' }), 'piece.wav')
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  const init = { method: 'POST', headers, body: await encoded.bytes() }
  await send(call, data.upload_host, init, [data.oss_access_key_id, data.policy, data.signature])
  return `oss://${path}`
}

/** Where the result lies; null when the piece has no words. */
async function waitForTask(taskId: string, call: ModelCall, deadline: number): Promise<string | null> {
  const url = `${call.baseUrl}/api/v1/tasks/${encodeURIComponent(taskId)}`
  for (let delay = POLL_FIRST_MS; ; delay = longer(delay)) {
    await sleep(delay, undefined, { signal: call.signal })
    const { output } = await untilAnswered(call, deadline, (one) => ask(one, url, task, {}))
    const [result] = output.results ?? []
    if (output.task_status === 'SUCCEEDED' && result?.transcription_url) return result.transcription_url
    const code = result?.code ?? output.code ?? ''
    // Documented for sound in which nobody speaks.
    if (code === 'SUCCESS_WITH_NO_VALID_FRAGMENT') return null
    if (!['PENDING', 'RUNNING'].includes(output.task_status)) {
      const reason = `task ${output.task_status}: ${code} ${result?.message ?? output.message ?? ''}`
      throw new ProviderError('unavailable', cleanReason(reason, [call.key]))
    }
    if (performance.now() > deadline)
      throw new ProviderError('timeout', `task not ended within ${call.route.timeoutMs / 1000} s`)
  }
}

const longer = (delayMs: number): number => Math.min(POLL_MAX_MS, delayMs * 1.5)

/**
 * Asks about a task again when that fails for the moment, as long as the task has time: it goes on meanwhile, and another
 * one would be paid for too. Rejects with the last failure when the provider wants more patience than there is.
 */
async function untilAnswered<T>(call: ModelCall, deadline: number, ask: (call: ModelCall) => Promise<T>): Promise<T> {
  for (let delay = POLL_FIRST_MS; ; delay = longer(delay)) {
    const leftMs = Math.max(1, Math.ceil(deadline - performance.now()))
    const timeoutMs = Math.min(POLL_TIMEOUT_MS, leftMs)
    try {
      return await ask({ ...call, route: { ...call.route, timeoutMs } })
    } catch (error) {
      const waitMs = waitAfter(error, delay)
      if (waitMs === null || performance.now() + waitMs > deadline) throw error
      await sleep(waitMs, undefined, { signal: call.signal })
    }
  }
}

/** Milliseconds until the same question may be answered; null: it will not be. */
function waitAfter(error: unknown, delayMs: number): number | null {
  if (!(error instanceof ProviderError) || !isForTheMoment(error)) return null
  return Math.max(delayMs, error.retryAfterMs ?? 0)
}
