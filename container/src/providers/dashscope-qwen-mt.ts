/**
 * Qwen-MT over DashScope's own protocol: one user message, which is the text; no system message, no context but the
 * lines around. https://www.alibabacloud.com/help/en/model-studio/machine-translation
 */
import { z } from 'zod'
import { ask, jsonRequest } from './ask.ts'
import { languageName } from './chat-translation.ts'
import type { MtProvider } from './provider.ts'
import { ProviderError } from './provider-error.ts'

const answer = z.object({
  output: z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) }),
})

export const qwenMt: MtProvider = {
  maxLines: 8,
  async translate({ before, lines, after }, call) {
    const all = [...before, ...lines, ...after]
    const { model, language } = call.route
    const body = {
      model,
      input: { messages: [{ role: 'user', content: all.join('\n') }] },
      parameters: {
        result_format: 'message',
        translation_options: { source_lang: 'English', target_lang: languageName(language) },
      },
    }
    const url = `${call.baseUrl}/api/v1/services/aigc/text-generation/generation`
    const { output } = await ask(call, url, answer, { ...jsonRequest(body), secrets: all })
    const translated = (output.choices[0]?.message.content ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (translated.length !== all.length) {
      throw new ProviderError('mismatch', `${all.length} lines were sent, ${translated.length} came back`)
    }
    return translated.slice(before.length, before.length + lines.length)
  },
}
