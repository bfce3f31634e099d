import { describe, expect, it } from 'vitest'
import { KEY, someCall, startModelServer, type Reply } from '../../test-support/model-server.ts'
import { qwenAsr } from './dashscope-qwen-asr.ts'
import { qwenMt } from './dashscope-qwen-mt.ts'
import { openAiChat } from './openai-chat.ts'
import { openAiTranscription } from './openai-transcription.ts'
import type { AsrProvider, ModelCall, MtProvider } from './provider.ts'
import { workersAiChat, workersAiM2m100, workersAiWhisper } from './workers-ai.ts'

const SOUND = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 20) / 2)
const BATCH = { before: ['He stopped.'], lines: ['It was late.', 'They left.'], after: ['Nobody spoke.'] }

describe('OpenAI’s transcription', () => {
  it('sends a WAV file and asks for word times', async () => {
    const words = [
      { word: 'so', start: 0.1, end: 0.3 },
      { word: 'twenty', start: 0.4, end: 0.6 },
      { word: 'one', start: 0.6, end: 0.8 },
    ]
    const server = await startModelServer(() => ({ json: { text: 'So, twenty-one.', words } }))
    const transcript = await openAiTranscription.transcribe(SOUND, someCall(server.url, { model: 'whisper-1' }))
    // The words of the text, with its punctuation, at the times that came for bare ones.
    expect(transcript.words).toEqual([
      { text: 'So,', startMs: 100, endMs: 300 },
      { text: 'twenty-one.', startMs: 400, endMs: 800 },
    ])
    const [asked] = server.asked
    expect([asked?.method, asked?.path]).toEqual(['POST', '/audio/transcriptions'])
    expect(asked?.headers.authorization).toBe(`Bearer ${KEY}`)
    const form = await new Response(asked?.body.toString('latin1'), {
      headers: { 'content-type': asked?.headers['content-type'] ?? '' },
    }).formData()
    expect(form.get('model')).toBe('whisper-1')
    expect(form.get('language')).toBe('en')
    expect(form.get('response_format')).toBe('verbose_json')
    expect(form.getAll('timestamp_granularities[]')).toEqual(['word'])
    expect(asked?.body.includes('WAVEfmt ')).toBe(true)
    expect(asked?.body.length).toBeGreaterThan(32_000)
  })

  it('does without times where there are none', async () => {
    const server = await startModelServer(() => ({ json: { text: 'So it is.' } }))
    const call = someCall(server.url, { model: 'gpt-4o-transcribe' })
    expect(await openAiTranscription.transcribe(SOUND, call)).toEqual({ text: 'So it is.', words: null })
  })
})

describe('OpenAI’s chat', () => {
  const answer = (content: string): Reply => ({ json: { choices: [{ message: { role: 'assistant', content } }] } })

  it('numbers the lines, shows their neighbours, and reads one translation for each', async () => {
    const content = '```json\n{"translations":[{"id":2,"text":"他们走了。"},{"id":1,"text":"天晚了。"}]}\n```'
    const server = await startModelServer(() => answer(content))
    const call = someCall(server.url, { language: 'zh' })
    expect(await openAiChat.translate(BATCH, call)).toEqual(['天晚了。', '他们走了。'])
    expect(server.asked[0]?.path).toBe('/chat/completions')
    const body = server.asked[0]?.json as { messages: { content: string }[] }
    expect(body).toMatchObject({ model: 'a-model', temperature: 0, response_format: { type: 'json_object' } })
    expect(body.messages[0]?.content).toContain('Chinese')
    expect(JSON.parse(body.messages[1]?.content ?? '')).toEqual({
      before: BATCH.before,
      lines: [
        { id: 1, text: 'It was late.' },
        { id: 2, text: 'They left.' },
      ],
      after: BATCH.after,
    })
  })

  it('says which line was left out', async () => {
    const server = await startModelServer(() => answer('{"translations":[{"id":2,"text":"他们走了。"}]}'))
    expect(await openAiChat.translate(BATCH, someCall(server.url))).toEqual([null, '他们走了。'])
  })

  it.each([
    'Sure! Here you are.',
    '{"translations":[{"id":1,"text":"a"},{"id":1,"text":"b"}]}',
    '{"translations":[{"id":1,"text":"a"},{"id":3,"text":"b"}]}',
  ])('takes no answer that does not match the lines: %s', async (content) => {
    const server = await startModelServer(() => answer(content))
    await expect(openAiChat.translate(BATCH, someCall(server.url))).rejects.toMatchObject({ kind: 'mismatch' })
  })
})

describe('DashScope’s Qwen models', () => {
  it('recognises sound in the request', async () => {
    const message = {
      role: 'assistant',
      annotations: [{ type: 'audio_info', language: 'en' }],
      content: [{ text: 'So it is.' }],
    }
    const server = await startModelServer(() => ({
      json: { output: { choices: [{ finish_reason: 'stop', message }] } },
    }))
    const call = someCall(server.url, { model: 'qwen3-asr-flash' })
    expect(await qwenAsr.transcribe(SOUND, call)).toEqual({ text: 'So it is.', words: null })
    expect(server.asked[0]?.path).toBe('/api/v1/services/aigc/multimodal-generation/generation')
    expect(server.asked[0]?.json).toMatchObject({
      model: 'qwen3-asr-flash',
      input: {
        messages: [
          { role: 'system' },
          { role: 'user', content: [{ audio: expect.stringMatching(/^data:audio\/wav;base64,UklGR/) }] },
        ],
      },
      parameters: { asr_options: { language: 'en', enable_itn: false } },
    })
  })

  it('translates the lines with those around them, and gives back the lines', async () => {
    const content = '他停下了。\n天晚了。\n他们走了。\n\n没人说话。'
    const server = await startModelServer(() => ({ json: { output: { choices: [{ message: { content } }] } } }))
    const call = someCall(server.url, { model: 'qwen-mt-turbo', language: 'zh' })
    expect(await qwenMt.translate(BATCH, call)).toEqual(['天晚了。', '他们走了。'])
    expect(server.asked[0]?.json).toEqual({
      model: 'qwen-mt-turbo',
      input: { messages: [{ role: 'user', content: 'He stopped.\nIt was late.\nThey left.\nNobody spoke.' }] },
      parameters: {
        result_format: 'message',
        translation_options: { source_lang: 'English', target_lang: 'Chinese' },
      },
    })
  })

  it('notices when lines were put together', async () => {
    const server = await startModelServer(() => ({ json: { output: { choices: [{ message: { content: '一行' } }] } } }))
    await expect(qwenMt.translate(BATCH, someCall(server.url))).rejects.toMatchObject({ kind: 'mismatch' })
  })
})

describe('the other providers', () => {
  const dashScope = { code: 'DataInspectionFailed', message: 'Not allowed: It was late.', request_id: 'r' }
  const cloudflare = { success: false, result: null, messages: [], errors: [{ code: 5006, message: `Bad ${KEY}` }] }
  const openAi = { error: { message: 'Audio file is too short.', type: 'invalid_request_error' } }
  const asr = (provider: AsrProvider) => (call: ModelCall) => provider.transcribe(SOUND, call)
  const mt = (provider: MtProvider) => (call: ModelCall) => provider.translate(BATCH, call)

  it.each([
    ['OpenAI’s transcription', asr(openAiTranscription), openAi, '400 Audio file is too short.'],
    ['Qwen ASR', asr(qwenAsr), dashScope, '400 Not allowed: It was late.'],
    ['Qwen MT', mt(qwenMt), dashScope, '400 Not allowed: …'],
    ['Whisper', asr(workersAiWhisper), cloudflare, '400 Bad …'],
    ['M2M100', mt(workersAiM2m100), cloudflare, '400 Bad …'],
    ['a model that chats', mt(workersAiChat), cloudflare, '400 Bad …'],
  ])('tell why in their own form, without key and lines: %s', async (_, ask, json, message) => {
    let status = 400
    const server = await startModelServer(() => ({ status, headers: { 'retry-after': '9' }, json }))
    const call = someCall(server.url)
    await expect(ask(call)).rejects.toMatchObject({ kind: 'refused', message })
    status = 429
    await expect(ask(call)).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 9_000 })
    status = 500
    await expect(ask(call)).rejects.toMatchObject({ kind: 'unavailable' })
    // An error that comes as if all were well is no answer either.
    status = 200
    await expect(ask(call)).rejects.toMatchObject({ kind: 'bad_answer', message: /^not as documented: / })
  })
})

describe('Workers AI', () => {
  const result = (value: object): Reply => ({ json: { result: value, success: true, errors: [], messages: [] } })

  it('recognises with Whisper', async () => {
    const words = [
      { word: ' So', start: 0, end: 0.2 },
      { word: ' it', start: 0.2, end: 0.3 },
      { word: ' is.', start: 0.3, end: 0.5 },
    ]
    const server = await startModelServer(() =>
      result({ text: ' So it is.', word_count: 3, segments: [{ start: 0, end: 0.5, words }] }),
    )
    const call = someCall(server.url, { model: '@cf/openai/whisper-large-v3-turbo' })
    const transcript = await workersAiWhisper.transcribe(SOUND, call)
    expect(transcript).toEqual({
      text: 'So it is.',
      words: [
        { text: 'So', startMs: 0, endMs: 200 },
        { text: 'it', startMs: 200, endMs: 300 },
        { text: 'is.', startMs: 300, endMs: 500 },
      ],
    })
    expect(server.asked[0]?.path).toBe('/run/@cf/openai/whisper-large-v3-turbo')
    expect(server.asked[0]?.json).toMatchObject({ language: 'en', task: 'transcribe', vad_filter: false })
  })

  it('translates one text a call with M2M100', async () => {
    const server = await startModelServer(() => result({ translated_text: '天晚了。' }))
    const call = someCall(server.url, { model: '@cf/meta/m2m100-1.2b', language: 'zh' })
    expect(await workersAiM2m100.translate({ ...BATCH, lines: ['It was late.'] }, call)).toEqual(['天晚了。'])
    expect(server.asked[0]?.json).toEqual({ text: 'It was late.', source_lang: 'en', target_lang: 'zh' })
  })

  it.each([
    {
      translations: [
        { id: 1, text: '天晚了。' },
        { id: 2, text: '他们走了。' },
      ],
    },
    '{"translations":[{"id":1,"text":"天晚了。"},{"id":2,"text":"他们走了。"}]}',
  ])('translates with a model that chats, whose JSON comes as %j', async (response) => {
    const server = await startModelServer(() => result({ response }))
    expect(await workersAiChat.translate(BATCH, someCall(server.url))).toEqual(['天晚了。', '他们走了。'])
  })
})
