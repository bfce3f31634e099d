import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createCtx } from '../platform/create-ctx.ts'
import { sweep } from '../services/media/sweep.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import { getJob, handedOver, newJob, postForm, report, someMedia } from '../test-support/job.ts'
import type { RunnerJob } from '../contract/runner.ts'
import { wallet } from '../test-support/money.ts'

const SRT = '1\n00:00:01,000 --> 00:00:03,500\n你好。\nHello there.\n\n2\n00:00:04,000 --> 00:00:06,000\nHow are you?\n'
const CUES = [
  { startMs: 1000, endMs: 3500, text: 'Hello there.', zh: '你好。' },
  { startMs: 4000, endMs: 6000, text: 'How are you?' },
]
const URL_OF_TALK = 'https://media.example.com/talk.mp4'

const video = (bytes?: number): File => new File([someMedia(bytes)], 'talk.mp4')
const subtitles = (content: string | Uint8Array, name = 'talk.srt'): File => new File([content], name)
function form(...parts: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of parts) form.append(name, value)
  return form
}
const cuesOf = async (job: RunnerJob) => {
  const response = await send(`${new URL(job.callbackUrl).pathname}/subtitles`, { token: job.token })
  return { status: response.status, ...(await response.json<{ code: string; data: { cues?: unknown } }>()) }
}
const stored = async (prefix = 'source/') => (await env.MEDIA.list({ prefix })).objects.map(({ key }) => key)
const kept = async (jobId: string) => (await stored(`source/${jobId}`)).length

/** A file that was uploaded in parts and is complete. */
async function upload(token: string): Promise<string> {
  const { data } = await call<{ uploadId: string }>('/uploads', { token, json: { fileName: 'a.wav', sizeBytes: 1000 } })
  await call(`/uploads/${data.uploadId}/parts/1`, { token, method: 'PUT', body: someMedia() })
  await call(`/uploads/${data.uploadId}/complete`, { token, method: 'POST' })
  return data.uploadId
}

describe('subtitles of a job, happy', () => {
  it.each([
    ['before the video', ['subtitle_file', 'video_file']],
    ['after it', ['video_file', 'subtitle_file']],
  ] as const)('come in a form %s and are handed to the runner as cues', async (_, order) => {
    const { token } = await newLearner(10)
    const files = { subtitle_file: subtitles(SRT), video_file: video() }
    const { status, data } = await postForm(token, form(...order.map((name): [string, File] => [name, files[name]])))
    expect(status).toBe(202)
    const job = await handedOver(data.jobId)
    expect(job).toMatchObject({ hasSubtitles: true, source: { kind: 'stored', sizeBytes: 1000 } })
    expect(await cuesOf(job)).toMatchObject({ status: 200, code: 'ok', data: { cues: CUES } })
  })

  it('come with a link, in a form or as JSON, and with an upload', async () => {
    const { token } = await newLearner(10)
    const jobs = [
      await postForm(token, form(['subtitle_file', subtitles(SRT)], ['source_url', URL_OF_TALK])),
      await call<{ jobId: string }>('/jobs', { token, json: { sourceUrl: URL_OF_TALK, subtitles: SRT } }),
      await call<{ jobId: string }>('/jobs', { token, json: { uploadId: await upload(token), subtitles: SRT } }),
    ]
    for (const { status, data } of jobs) {
      expect(status).toBe(202)
      expect(await cuesOf(await handedOver(data.jobId))).toMatchObject({ data: { cues: CUES } })
    }
  })

  it('are read in the encodings that subtitle files come in', async () => {
    const { token } = await newLearner(10)
    const utf16 = new Uint8Array(new Uint16Array([...`\uFEFF${SRT}`].map((char) => char.charCodeAt(0))).buffer)
    // "你好" in GB 18030, then the rest in ASCII.
    const head = new TextEncoder().encode('1\n00:00:01,000 --> 00:00:03,500\n')
    const gb = new Uint8Array([...head, 0xc4, 0xe3, 0xba, 0xc3, ...new TextEncoder().encode('\nHello there.\n')])
    for (const file of [utf16, gb]) {
      const { data } = await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles(file)]))
      const { data: read } = await cuesOf(await handedOver(data.jobId))
      expect(read.cues).toMatchObject([
        { text: 'Hello there.', zh: expect.stringContaining('你好') },
        ...(file === utf16 ? [CUES[1]] : []),
      ])
    }
  })

  it('are absent when the field of the form is empty, and the runner is told of none', async () => {
    const { token } = await newLearner(10)
    const { status, data } = await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles('', '')]))
    expect(status).toBe(202)
    const job = await handedOver(data.jobId)
    expect(job.hasSubtitles).toBeUndefined()
    expect(await cuesOf(job)).toMatchObject({ status: 410, code: 'source_gone' })
  })

  it('live as long as a source: a day, then a retry is refused', async () => {
    const { token } = await newLearner(10)
    const { data } = await call<{ jobId: string }>('/jobs', { token, json: { sourceUrl: URL_OF_TALK, subtitles: SRT } })
    const job = await handedOver(data.jobId)
    await report(job, { type: 'failed', code: 'link_unreachable', detail: '' })
    const sweepIn = (hours: number) => sweep({ ...createCtx(env), now: () => Date.now() + hours * 3_600_000 })
    await sweepIn(23.9)
    expect(await kept(data.jobId)).toBe(1)
    await sweepIn(24.1)
    expect(await kept(data.jobId)).toBe(0)
    await env.DB.prepare('UPDATE jobs SET source_expires_at = ? WHERE id = ?').bind(Date.now(), data.jobId).run()
    expect(await cuesOf(job)).toMatchObject({ status: 410 })
    expect(await call(`/jobs/${data.jobId}/retry`, { token, method: 'POST' })).toMatchObject({
      status: 409,
      code: 'job_not_retryable',
    })
  })

  it('go with everything else when their owner deletes the account', async () => {
    const { token } = await newLearner(10)
    const { data } = await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles(SRT)]))
    expect(await kept(data.jobId)).toBe(2)
    await call('/me/data', { token, method: 'DELETE' })
    expect(await kept(data.jobId)).toBe(0)
  })

  it('that do not match end the job, and nothing was held', async () => {
    const { token } = await newLearner(10)
    const { data } = await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles(SRT)]))
    await report(await handedOver(data.jobId), { type: 'failed', code: 'subtitle_mismatch', detail: '' })
    expect(await getJob(token, data.jobId)).toMatchObject({
      status: 'failed',
      errorCode: 'subtitle_mismatch',
      quote: null,
    })
    expect(await wallet(token)).toEqual({ balanceCredits: 10, heldCredits: 0, availableCredits: 10 })
  })
})

describe('subtitles of a job, errors', () => {
  const FRENCH =
    '1\n00:00:01,000 --> 00:00:09,000\nIl y avait une fois dans la ville un homme qui ne voulait plus rien dire à personne, et il marchait seul le long de la rivière pendant que les autres parlaient de lui sans le voir.\n'

  it.each<[what: string, content: string | Uint8Array, reason: string]>([
    ['a text', 'Only a text.', 'not_subtitles'],
    ['nothing', '', 'not_subtitles'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254]), 'not_subtitles'],
    ['another language', FRENCH, 'no_english'],
  ])('refuses %s, and keeps nothing of the form', async (_, content, reason) => {
    const { token } = await newLearner(10)
    const before = await stored()
    const refused = { status: 415, code: 'unsupported_subtitles', data: { reason } }
    for (const parts of [
      ['video_file', 'subtitle_file'],
      ['subtitle_file', 'video_file'],
    ] as const) {
      const files = { subtitle_file: subtitles(content), video_file: video(9_000_000) }
      expect(await postForm(token, form(...parts.map((name): [string, File] => [name, files[name]])))).toMatchObject(
        refused,
      )
    }
    expect(await stored()).toEqual(before)
    if (typeof content !== 'string') return
    expect(await call('/jobs', { token, json: { sourceUrl: URL_OF_TALK, subtitles: content } })).toMatchObject(refused)
  })

  it('refuses what is too large for subtitles', async () => {
    const { token } = await newLearner(10)
    const before = await stored()
    const large = SRT.repeat(12_000)
    const refused = { status: 413, code: 'file_too_large', data: { field: 'subtitle_file', maxBytes: 1_000_000 } }
    expect(await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles(large)]))).toMatchObject(
      refused,
    )
    expect(await call('/jobs', { token, json: { sourceUrl: URL_OF_TALK, subtitles: large } })).toMatchObject(refused)
    expect(await stored()).toEqual(before)
  })

  it('are not enough without a video, and nothing is kept of them', async () => {
    const { token } = await newLearner(10)
    const before = await stored()
    const code = 'video_file_or_url_required'
    expect(await postForm(token, form(['subtitle_file', subtitles(SRT)]))).toMatchObject({ status: 400, code })
    expect(await call('/jobs', { token, json: { subtitles: SRT } })).toMatchObject({ status: 400, code })
    expect(await stored()).toEqual(before)
  })

  it('leave an upload untouched when they are refused', async () => {
    const { token } = await newLearner(10)
    const uploadId = await upload(token)
    const refused = await call('/jobs', { token, json: { uploadId, subtitles: 'Only a text.' } })
    expect(refused).toMatchObject({ status: 415, code: 'unsupported_subtitles' })
    expect(await call('/jobs', { token, json: { uploadId, subtitles: SRT } })).toMatchObject({ status: 202 })
  })

  it('refuses a form that is cut off inside them', async () => {
    const { token } = await newLearner(10)
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const body = `--x\r\ncontent-disposition: form-data; name="subtitle_file"; filename="a.srt"\r\n\r\n${SRT}`
    expect(await call('/jobs', { token, method: 'POST', headers, body })).toMatchObject({ status: 400 })
  })
})

describe('subtitles of a job, access', () => {
  it('are there for the runner of this job only', async () => {
    const { token } = await newLearner(10)
    const { data } = await postForm(token, form(['video_file', video()], ['subtitle_file', subtitles(SRT)]))
    const job = await handedOver(data.jobId)
    const another = await handedOver(await newJob((await newLearner(10)).token))
    for (const stranger of [token, another.token, 'nonsense', '']) {
      expect(await cuesOf({ ...job, token: stranger })).toMatchObject({ status: 401, code: 'runner_unauthorized' })
    }
  })
})
