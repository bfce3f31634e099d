import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { AttemptView, ExerciseView } from '../contract/exercises.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { noteFailure } from '../services/dead-letters/note-failure.ts'
import { call, newCodes } from './client.ts'
import { deliver, getJob, handedOver, jobForm, postForm, report, someMedia } from './job.ts'
import { someItem } from './some-item.ts'

export type BusyPerson = {
  token: string
  userId: string
  jobIds: string[]
  openUpload: { key: string; multipartId: string }
}

/**
 * Somebody who uses every feature and writes `mark` wherever a person can write something; their media and clips hold it
 * too. A feature that stores something new of a person is used here.
 */
export async function busyPerson(mark: string): Promise<BusyPerson> {
  const password = `password ${mark}`
  const json = { email: `${mark}@example.com`, password }
  const { data } = await call<{ token: string; user: { id: string } }>('/auth/register', { json })
  const { token, user } = data
  await call('/auth/login', { json: { ...json, password: 'a wrong one' } })
  await call('/auth/login', { json })
  const [code = ''] = await newCodes({ count: 1, credits: 100 })
  const redeemed = await call('/wallet/redeem', { token, json: { code, idempotencyKey: `key-of-${mark}` } })
  expect(redeemed.status).toBe(200)
  await call('/wallet/redeem', { token, json: { code: mark, idempotencyKey: `other-${mark}` } })

  const lesson = await lessonWithSubtitles(token, mark)
  await practise(token, mark, lesson.setId)
  const link = await runningLink(token, mark)
  const failed = await failedJob(token, mark)
  await noteFailure(createCtx(env), failed, new Error('the object could not be woken'))
  const openUpload = await uploads(token, mark)
  return { token, userId: user.id, jobIds: [lesson.jobId, link, failed], openUpload }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

function markedMedia(mark: string): Uint8Array<ArrayBuffer> {
  const media = someMedia()
  media.set(bytesOf(`the sound of ${mark}`), 100)
  return media
}

async function lessonWithSubtitles(token: string, mark: string): Promise<{ jobId: string; setId: string }> {
  const subtitles = new Blob([`1\n00:00:00,000 --> 00:00:03,000\nIt was ${mark} of times, said the man.\n`])
  const form = jobForm({ video_file: new Blob([markedMedia(mark)]), title: `about ${mark}` }, `${mark}.wav`)
  form.append('subtitle_file', subtitles, `${mark}.srt`)
  const { data } = await postForm(token, form)
  const job = await handedOver(data.jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  for (const index of [0, 1]) {
    const item = { ...someItem(index, `it was ${mark} of times`), translationZh: `译 ${mark}` }
    expect(await deliver(job, item, bytesOf(`clip of ${mark} `.repeat(50)))).toMatchObject({
      status: 200,
    })
  }
  await report(job, { type: 'completed', itemCount: 2 })
  return { jobId: data.jobId, setId: (await getJob(token, data.jobId)).exerciseSetId ?? '' }
}

async function practise(token: string, mark: string, setId: string): Promise<void> {
  const { items } = (await call<ExerciseView>(`/exercises/${setId}`, { token })).data
  const [first, second] = items
  if (!first || !second) throw new Error('the lesson has no two sentences')
  const attempt = { itemId: first.id, text: `it was ${mark}x of times` }
  const { data } = await call<AttemptView>(`/exercises/${setId}/attempts`, { token, json: attempt })
  const place = { device: `device-${mark}`, itemId: second.id, mode: 'words', words: [mark] }
  const calls: [path: string, json: object, method?: string][] = [
    [`/exercises/${setId}/place`, place, 'PUT'],
    ['/words', { word: mark, itemId: first.id }],
    [`/exercises/${setId}/items/${second.id}/edits`, { kind: 'text', transcriptEn: `it was ${mark} of times indeed` }],
    [
      `/exercises/${setId}/items/${first.id}/edits`,
      {
        kind: 'heard_right',
        attemptId: data.attemptId,
        verdictIndex: data.verdicts.findIndex(({ kind }) => kind !== 'match'),
      },
    ],
  ]
  for (const [path, json, method = 'POST'] of calls) {
    const { status, code } = await call(path, { token, json, method })
    expect([path, code, status < 300]).toEqual([path, 'ok', true])
  }
}

async function runningLink(token: string, mark: string): Promise<string> {
  const { data } = await call<{ jobId: string }>('/jobs', {
    token,
    json: { sourceUrl: `https://example.com/${mark}.mp4` },
  })
  const job = await handedOver(data.jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  await deliver(job, someItem(0, `it was ${mark}`), bytesOf(`clip of ${mark}`))
  return data.jobId
}

async function failedJob(token: string, mark: string): Promise<string> {
  const { data } = await postForm(token, jobForm({ video_file: new Blob([markedMedia(mark)]) }, `${mark}.wav`))
  await report(await handedOver(data.jobId), { type: 'failed', code: 'no_speech_found', detail: '' })
  return data.jobId
}

/** One that waits for its job, and one that is half there. */
async function uploads(token: string, mark: string): Promise<BusyPerson['openUpload']> {
  const media = markedMedia(mark)
  const json = { fileName: `${mark}.wav`, sizeBytes: media.length }
  let uploadId = ''
  for (const isWhole of [true, false]) {
    uploadId = (await call<{ uploadId: string }>('/uploads', { token, json })).data.uploadId
    const headers = { 'content-length': String(media.length) }
    await call(`/uploads/${uploadId}/parts/1`, { method: 'PUT', token, body: media, headers })
    if (isWhole)
      expect(await call(`/uploads/${uploadId}/complete`, { method: 'POST', token })).toMatchObject({ status: 200 })
  }
  const row = env.DB.prepare('SELECT object_key, multipart_id FROM uploads WHERE id = ?').bind(uploadId)
  const { object_key: key = '', multipart_id: multipartId = '' } = (await row.first<Record<string, string>>()) ?? {}
  return { key, multipartId }
}
