/**
 * Qwen3-ASR-Flash over DashScope's own protocol: sound as a data URL of at most 10 MB, text without times.
 * https://docs.qwencloud.com/api-reference/speech-recognition/qwen-asr/dashscope
 */
import { z } from 'zod'
import { ask, jsonRequest } from './ask.ts'
import type { AsrProvider } from './provider.ts'
import { wavOf } from './wav.ts'

const answer = z.object({
  output: z.object({
    choices: z
      .array(z.object({ message: z.object({ content: z.array(z.object({ text: z.string().optional() })) }) }))
      .min(1),
  }),
})

export const qwenAsr: AsrProvider = {
  maxPieceMs: 0,
  async transcribe(samples, call) {
    const { model, language } = call.route
    const audio = `data:audio/wav;base64,${Buffer.from(wavOf(samples)).toString('base64')}`
    const messages = [
      { role: 'system', content: [{ text: '' }] },
      { role: 'user', content: [{ audio }] },
    ]
    const body = { model, input: { messages }, parameters: { asr_options: { language, enable_itn: false } } }
    const url = `${call.baseUrl}/api/v1/services/aigc/multimodal-generation/generation`
    const { output } = await ask(call, url, answer, jsonRequest(body))
    const text = output.choices[0]?.message.content.map((part) => part.text ?? '').join('') ?? ''
    return { text: text.trim(), words: null }
  },
}
