/**
 * Translation by chat in OpenAI's form: OpenAI, Groq, DashScope's compatible mode, self-hosted servers.
 * https://platform.openai.com/docs/api-reference/chat/create
 */
import { z } from 'zod'
import { ask, jsonRequest } from './ask.ts'
import { askForTranslation, readTranslations } from './chat-translation.ts'
import type { MtProvider } from './provider.ts'

const answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

export const openAiChat: MtProvider = {
  maxLines: 12,
  async translate(batch, call) {
    const { model, language } = call.route
    const messages = askForTranslation(batch, language)
    const body = { model, messages, temperature: 0, response_format: { type: 'json_object' } }
    const secrets = [...batch.before, ...batch.lines, ...batch.after]
    const { choices } = await ask(call, `${call.baseUrl}/chat/completions`, answer, { ...jsonRequest(body), secrets })
    return readTranslations(choices[0]?.message.content, batch.lines)
  },
}
