/**
 * Cloudflare Workers AI by REST: `POST {base}/run/{model}` with base `https://api.cloudflare.com/client/v4/accounts/<id>/ai`.
 * A binding would do only inside the Worker, which waits for nobody's minutes, and has no local simulator.
 * https://developers.cloudflare.com/workers-ai/get-started/rest-api/, and the pages of the models:
 * /workers-ai/models/whisper-large-v3-turbo/, /m2m100-1.2b/, /features/json-mode/.
 */
import { z } from 'zod'
import { ask, jsonRequest } from './ask.ts'
import { askForTranslation, readTranslations } from './chat-translation.ts'
import type { AsrProvider, ModelCall, MtProvider } from './provider.ts'
import { wavOf } from './wav.ts'
import { toMs } from './word-times.ts'

const run = <Answer extends z.ZodType>(
  call: ModelCall,
  answer: Answer,
  input: object,
  secrets: readonly string[] = [],
): Promise<z.output<Answer>> =>
  ask(call, `${call.baseUrl}/run/${call.route.model}`, answer, { ...jsonRequest(input), secrets })

/** All that is said is inside `result`. */
const resultOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ result: z.object(shape) })

const heard = resultOf({
  text: z.string(),
  segments: z
    .array(
      z.object({
        words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })).optional(),
      }),
    )
    .optional(),
})

export const workersAiWhisper: AsrProvider = {
  maxPieceMs: 60_000,
  async transcribe(samples, call) {
    const audio = Buffer.from(wavOf(samples)).toString('base64')
    const input = { audio, task: 'transcribe', language: call.route.language, vad_filter: false }
    const { result } = await run(call, heard, input)
    const words = (result.segments ?? []).flatMap(({ words }) => words ?? [])
    const timed = words.map(({ word, start, end }) => ({ text: word.trim(), startMs: toMs(start), endMs: toMs(end) }))
    return { text: result.text.trim(), words: timed.length > 0 || result.text.trim() === '' ? timed : null }
  },
}

/** One text a call; the model knows no context. */
export const workersAiM2m100: MtProvider = {
  maxLines: 1,
  async translate({ lines }, call) {
    const [text = ''] = lines
    const input = { text, source_lang: 'en', target_lang: call.route.language }
    const { result } = await run(call, resultOf({ translated_text: z.string().min(1) }), input, lines)
    return [result.translated_text]
  },
}

/** Any model that chats; in JSON mode the response comes parsed, else as text. */
export const workersAiChat: MtProvider = {
  maxLines: 12,
  async translate(batch, call) {
    const messages = askForTranslation(batch, call.route.language)
    const input = { messages, temperature: 0, max_tokens: 4_000, response_format: { type: 'json_object' } }
    const secrets = [...batch.before, ...batch.lines, ...batch.after]
    const { result } = await run(call, resultOf({ response: z.unknown() }), input, secrets)
    return readTranslations(result.response, batch.lines)
  },
}
