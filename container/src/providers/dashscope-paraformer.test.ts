import { describe, expect, it } from 'vitest'
import { KEY, someCall, startModelServer, type Reply } from '../../test-support/model-server.ts'
import { paraformer } from './dashscope-paraformer.ts'

const SOUND = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 20) / 2)

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
