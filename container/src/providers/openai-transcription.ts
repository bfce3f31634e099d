/**
 * Audio transcription in OpenAI's form: OpenAI, Groq, self-hosted servers (speaches, vLLM), and this runner itself.
 * https://platform.openai.com/docs/api-reference/audio/createTranscription: multipart `file`, `model`, `language`,
 * `response_format`, `timestamp_granularities[]`; word times need `verbose_json`, which the gpt-4o models do not have.
 */
import { z } from 'zod'
import { ask } from './ask.ts'
import type { AsrProvider } from './provider.ts'
import { wavOf } from './wav.ts'
import { toMs, withPunctuation } from './word-times.ts'

const answer = z.object({
  text: z.string(),
  words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })).optional(),
})

export const openAiTranscription: AsrProvider = {
  maxPieceMs: 60_000,
  async transcribe(samples, call) {
    const { model, language } = call.route
    const form = new FormData()
    form.set('file', new Blob([wavOf(samples)], { type: 'audio/wav' }), 'piece.wav')
    form.set('model', model)
    form.set('language', language)
    const hasTimes = !model.startsWith('gpt-4o')
    form.set('response_format', hasTimes ? 'verbose_json' : 'json')
    if (hasTimes) form.append('timestamp_granularities[]', 'word')
    // Encoded first: an abort while fetch reads a form ends the process (see callbacks.ts).
    const encoded = new Response(form)
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
    const request = { method: 'POST', headers, body: await encoded.bytes() }
    const { text, words } = await ask(call, `${call.baseUrl}/audio/transcriptions`, answer, request)
    const heard = words?.map(({ word, start, end }) => ({ text: word.trim(), startMs: toMs(start), endMs: toMs(end) }))
    return { text, words: heard && heard.length > 0 ? (withPunctuation(text, heard) ?? heard) : null }
  },
}
