import { describe, expect, it } from 'vitest'
import { KEY, someCall, startModelServer, type Reply } from '../../test-support/model-server.ts'
import { paraformer } from './dashscope-paraformer.ts'
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

describe('DashScope’s Paraformer', () => {
  const policy = {
    upload_dir: 'dashscope-instant/abc/2026-11-24/xyz',
    oss_access_key_id: 'OSS-KEY-ID-1',
    policy: 'cG9saWN5LW9mLXRoZS11cGxvYWQ=',
    signature: 'SIGNATURE-1',
    x_oss_object_acl: 'private',
    x_oss_forbid_overwrite: 'true',
  }
  const word = (text: string, begin_time: number, end_time: number, punctuation = '') => ({
    ...{ text, begin_time, end_time, punctuation },
  })

  async function serve(
    task: (poll: number) => object,
    faults: (path: string, count: number) => Reply | null = () => null,
  ) {
    let polls = 0
    const counts = new Map<string, number>()
    const server = await startModelServer(({ method, path }): Reply => {
      const count = (counts.get(path) ?? 0) + 1
      counts.set(path, count)
      const fault = faults(path, count)
      if (fault) return fault
      const at = (end: string) => new URL(end, server.url).href
      if (path.startsWith('/api/v1/uploads')) return { json: { data: { ...policy, upload_host: at('/bucket') } } }
      if (path === '/bucket') return { text: '' }
      if (method === 'POST') return { json: { output: { task_status: 'PENDING', task_id: 'task-1' }, request_id: 'r' } }
      if (path === '/api/v1/tasks/task-1') return { json: { request_id: 'r', output: task((polls += 1)) } }
      const sentences = [
        { words: [word('Hello', 100, 400), word(' there', 400, 700, '.')] },
        { words: [word('Bye', 900, 1_000, '!')] },
      ]
      return { json: { file_url: 'x', transcripts: [{ channel_id: 0, text: 'Hello there. Bye!', sentences }] } }
    })
    return server
  }

  it('uploads the piece, submits a task, asks until it has ended, and fetches the words', async () => {
    const server = await serve((poll) =>
      poll < 2
        ? { task_id: 'task-1', task_status: 'RUNNING' }
        : {
            task_status: 'SUCCEEDED',
            results: [{ subtask_status: 'SUCCEEDED', transcription_url: `${server.url}/result` }],
          },
    )
    const { words } = await paraformer.transcribe(SOUND, someCall(server.url, { model: 'paraformer-v2' }))
    expect(words).toEqual([
      { text: 'Hello', startMs: 100, endMs: 400 },
      { text: 'there.', startMs: 400, endMs: 700 },
      { text: 'Bye!', startMs: 900, endMs: 1_000 },
    ])
    const [getPolicy, upload, submit, , , result] = server.asked
    expect(getPolicy?.path).toBe('/api/v1/uploads?action=getPolicy&model=paraformer-v2')
    // The key is DashScope's, and goes neither to the storage nor to where the result lies.
    expect([upload?.headers.authorization, result?.headers.authorization]).toEqual([undefined, undefined])
    expect(upload?.body.includes(policy.signature)).toBe(true)
    expect(submit?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'x-dashscope-async': 'enable',
      'x-dashscope-ossresourceresolve': 'enable',
    })
    const { input, parameters } = (submit?.json ?? {}) as { input: { file_urls: string[] }; parameters: object }
    expect(input.file_urls[0]).toMatch(new RegExp(`^oss://${policy.upload_dir}/[0-9a-f-]+\\.wav$`))
    expect(parameters).toEqual({ channel_id: [0], language_hints: ['en'] })
  })

  const succeeded = (url: string) => ({
    task_status: 'SUCCEEDED',
    results: [{ subtask_status: 'SUCCEEDED', transcription_url: `${url}/result` }],
  })
  const SUBMIT = '/api/v1/services/audio/asr/transcription'
  const times = (paths: string[], path: string) => paths.filter((one) => one === path).length

  it('asks again about a task when that fails for the moment, and submits no second one', async () => {
    let polled = 0
    const server = await serve(
      () => succeeded(server.url),
      (path, count) => {
        if (path === '/api/v1/tasks/task-1') polled = count
        if (path === '/api/v1/tasks/task-1' && count === 1) return { status: 429, json: { code: 'Throttling' } }
        if (path === '/api/v1/tasks/task-1' && count === 2) return { status: 503, text: '<html>Unavailable</html>' }
        return path === '/result' && count === 1 ? { status: 500, text: '' } : null
      },
    )
    const { text } = await paraformer.transcribe(SOUND, someCall(server.url, { timeoutMs: 10_000 }))
    const paths = server.asked.map(({ path }) => path)
    expect([text, polled]).toEqual(['Hello there. Bye!', 3])
    expect([times(paths, SUBMIT), times(paths, '/bucket'), times(paths, '/result')]).toEqual([1, 1, 2])
  })

  it('does not wait for longer than the task has', async () => {
    const throttled: Reply = { status: 429, headers: { 'retry-after': '60' }, json: { message: 'later' } }
    const server = await serve(
      () => succeeded(server.url),
      (path) => (path === '/api/v1/tasks/task-1' ? throttled : null),
    )
    await expect(paraformer.transcribe(SOUND, someCall(server.url))).rejects.toMatchObject({
      kind: 'rate_limited',
      message: '429 later',
      retryAfterMs: 60_000,
    })
    expect(
      times(
        server.asked.map(({ path }) => path),
        '/api/v1/tasks/task-1',
      ),
    ).toBe(1)
  })

  it.each([
    [
      'the storage',
      '/bucket',
      // https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
      {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        text: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>AccessDenied</Code>\n  <Message>Invalid according to Policy: Policy expired, ${policy.signature}.</Message>\n  <RequestId>5C</RequestId>\n</Error>`,
      },
      { kind: 'refused', message: '403 Invalid according to Policy: Policy expired, ….' },
    ],
    [
      'the queue of tasks',
      SUBMIT,
      { status: 429, headers: { 'retry-after': '7' }, json: { code: 'Throttling.RateQuota', message: 'Too many.' } },
      { kind: 'rate_limited', message: '429 Too many.', retryAfterMs: 7_000 },
    ],
    [
      'the answer about a task',
      '/api/v1/tasks/task-1',
      { status: 401, json: { code: 'InvalidApiKey', message: `Invalid API-key ${KEY} provided.` } },
      { kind: 'refused', message: '401 Invalid API-key … provided.' },
    ],
  ])('tells the reason of %s without secrets', async (_, at, fault: Reply, expected) => {
    const server = await serve(
      () => succeeded(server.url),
      (path) => (path === at ? fault : null),
    )
    await expect(paraformer.transcribe(SOUND, someCall(server.url))).rejects.toMatchObject(expected)
  })

  it('hears nothing where nobody speaks', async () => {
    const results = [{ subtask_status: 'FAILED', code: 'SUCCESS_WITH_NO_VALID_FRAGMENT', message: 'no valid fragment' }]
    const server = await serve(() => ({ task_status: 'FAILED', results }))
    expect(await paraformer.transcribe(SOUND, someCall(server.url))).toEqual({ text: '', words: [] })
  })

  it('says why a task failed', async () => {
    const results = [{ subtask_status: 'FAILED', code: 'InvalidFile.DownloadFailed', message: 'cannot be downloaded' }]
    const server = await serve(() => ({ task_status: 'FAILED', results }))
    await expect(paraformer.transcribe(SOUND, someCall(server.url))).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'task FAILED: InvalidFile.DownloadFailed cannot be downloaded',
    })
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
