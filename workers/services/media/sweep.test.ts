import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createCtx } from '../../platform/create-ctx.ts'
import { call, newLearner, send } from '../../test-support/client.ts'
import { finishedJob, handedOver, newJob, someMedia } from '../../test-support/job.ts'
import { GRACE_MS } from './sweep-orphans.ts'
import { sweep } from './sweep.ts'

const HOUR = 3_600_000
const sweepIn = (hours: number) => sweep({ ...createCtx(env), now: () => Date.now() + hours * HOUR })

async function clipKeyOf(jobId: string, segmentIndex: number): Promise<string> {
  const { objects } = await env.MEDIA.list({ prefix: `clips/${jobId}/${segmentIndex}-` })
  return objects[0]?.key ?? ''
}

describe('the sweep', () => {
  it('deletes the source after 24 hours and the clips after 72, and keeps what was learned', async () => {
    const { token } = await newLearner(100)
    const { jobId, exerciseSetId } = await finishedJob(token, ['One sentence.'])
    const count = async (prefix: string) => (await env.MEDIA.list({ prefix: `${prefix}/${jobId}` })).objects.length
    await sweepIn(23.9)
    expect([await count('source'), await count('clips')]).toEqual([1, 1])
    await sweepIn(24.1)
    expect([await count('source'), await count('clips')]).toEqual([0, 1])
    await sweepIn(72.1)
    expect([await count('source'), await count('clips')]).toEqual([0, 0])
    expect(await call(`/exercises/${exerciseSetId}`, { token })).toMatchObject({
      data: { items: [{ segmentIndex: 0 }] },
    })
  })

  it('gives up uploads that were never finished', async () => {
    const { token } = await newLearner(10)
    const { data } = await call<{ uploadId: string }>('/uploads', { token, json: { fileName: 'a.mp4', sizeBytes: 10 } })
    await sweepIn(25)
    expect(await call(`/uploads/${data.uploadId}`, { token })).toMatchObject({ status: 404 })
  })

  it('refuses the source to the runner from the second its time is up', async () => {
    const { token } = await newLearner(10)
    const job = await handedOver(await newJob(token))
    const source = () => send(new URL(job.callbackUrl).pathname + '/source', { token: job.token })
    expect((await source()).status).toBe(200)
    await env.DB.prepare('UPDATE jobs SET source_expires_at = ? WHERE id = ?').bind(Date.now(), job.jobId).run()
    expect((await source()).status).toBe(410)
  })

  it('refuses a source that is marked as gone before its time', async () => {
    const { token } = await newLearner(10)
    const job = await handedOver(await newJob(token))
    await env.DB.prepare('UPDATE jobs SET source_deleted_at = 1 WHERE id = ?').bind(job.jobId).run()
    expect((await send(new URL(job.callbackUrl).pathname + '/source', { token: job.token })).status).toBe(410)
  })

  it('catches up after days, chunk by chunk', async () => {
    const { user } = await newLearner()
    const rows = 600
    await env.DB.prepare(
      `INSERT INTO jobs (id, user_id, title, source_key, source_expires_at, asr_model, status, created_at, updated_at)
       SELECT 'old-' || value, ?, '', 'source/old-' || value, 1, 'm', 'failed', 1, 1
       FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?) SELECT value FROM n)`,
    )
      .bind(user.id, rows)
      .run()
    await Promise.all([1, 300, rows].map((row) => env.MEDIA.put(`source/old-${row}`, 'bytes')))
    const left = async () => {
      const query = "SELECT COUNT(*) AS n FROM jobs WHERE id LIKE 'old-%' AND source_deleted_at IS NULL"
      const there = await env.MEDIA.list({ prefix: 'source/old-' })
      return [(await env.DB.prepare(query).first<{ n: number }>())?.n, there.objects.length]
    }
    await sweepIn(0)
    expect((await left())[0]).toBe(150)
    await sweepIn(0)
    expect(await left()).toEqual([0, 0])
  })

  it('goes on with the other steps where one fails', async () => {
    const { token } = await newLearner(100)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const broken = { ...createCtx(env), now: () => Date.now() + 80 * HOUR, jobQueue: { send: () => Promise.reject() } }
    await newJob(token)
    await env.DB.prepare("UPDATE jobs SET status = 'queued', updated_at = 1 WHERE status = 'running'").run()
    await sweep(broken)
    expect((await env.MEDIA.list({ prefix: `clips/${jobId}` })).objects).toEqual([])
  })
})

describe('orphans', () => {
  const age = GRACE_MS / HOUR + 1

  it('deletes objects that no row speaks of once no upload can be behind them, and none that a row does', async () => {
    const { token } = await newLearner(100)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const upload = await completedUpload(token)
    const mine = [`source/${jobId}`, `source/${upload}`, await clipKeyOf(jobId, 0)]
    const orphans = [
      'source/nobody',
      'source/nobody.subtitles.json',
      'clips/nobody/1-0.mp3',
      `clips/${jobId}/9-0.mp3`,
      'odd',
    ]
    await Promise.all(orphans.map((key) => env.MEDIA.put(key, 'x')))
    const there = async () => {
      const keys = (await env.MEDIA.list()).objects.map(({ key }) => key)
      return [...mine, ...orphans].filter((key) => keys.includes(key))
    }
    await sweepIn(age - 2)
    expect(await there()).toEqual([...mine, ...orphans])
    await sweepIn(age)
    expect(await there()).toEqual(mine)
  })

  it('lets a form that is being stored finish, whenever the sweep comes', async () => {
    const { token } = await newLearner(100)
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const boundary = 'b0undary'
    const text = (part: string) => writer.write(new TextEncoder().encode(part))
    const answer = call<{ jobId: string }>('/jobs', {
      token,
      body: readable,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
    await text(`--${boundary}\r\ncontent-disposition: form-data; name="video_file"; filename="a.wav"\r\n\r\n`)
    await writer.write(someMedia(9_000_000))
    await sweepIn(0)
    await text(`\r\n--${boundary}--\r\n`)
    await writer.close()
    const { status, data } = await answer
    expect(status).toBe(202)
    await sweepIn(0)
    const job = await handedOver(data.jobId)
    expect((await send(new URL(job.callbackUrl).pathname + '/source', { token: job.token })).status).toBe(200)
  })

  it('says of rows whose object is lost that it is gone', async () => {
    const { token } = await newLearner(100)
    const { jobId, exerciseSetId } = await finishedJob(token, ['One sentence.', 'Another one.'])
    const upload = await completedUpload(token)
    await env.MEDIA.delete([`source/${jobId}`, await clipKeyOf(jobId, 1), `source/${upload}`])
    await sweepIn(0)
    expect(
      await env.DB.prepare('SELECT source_deleted_at IS NOT NULL AS gone FROM jobs WHERE id = ?').bind(jobId).first(),
    ).toEqual({
      gone: 1,
    })
    expect(await call(`/exercises/${exerciseSetId}`, { token })).toMatchObject({
      data: { items: [{ audioUrl: expect.any(String) }, { audioUrl: null }] },
    })
    expect(await call(`/uploads/${upload}`, { token })).toMatchObject({ status: 404 })
  })
})

describe('an upload', () => {
  it('whose file is lost is noticed behind as many others as a run looks at', async () => {
    const { user } = await newLearner()
    const ids = Array.from({ length: 61 }, (_, n) => `zz-${String(n).padStart(2, '0')}`)
    await env.DB.batch(
      ids.map((id) =>
        env.DB.prepare(
          `INSERT INTO uploads (id, user_id, file_name, size_bytes, object_key, multipart_id, status, created_at, expires_at)
           VALUES (?, ?, 'a.wav', 1, ?, '', 'completed', 1, ?)`,
        ).bind(id, user.id, `source/${id}`, Date.now() + HOUR),
      ),
    )
    await Promise.all(ids.slice(0, -1).map((id) => env.MEDIA.put(`source/${id}`, 'x')))
    const left = async () =>
      (await env.DB.prepare("SELECT id FROM uploads WHERE id LIKE 'zz-%' ORDER BY id").all()).results.length
    await sweepIn(0)
    await sweepIn(0)
    expect(await left()).toBe(60)
    await env.DB.prepare("DELETE FROM uploads WHERE id LIKE 'zz-%'").run()
  })

  it('that was joined by a call whose answer was lost is complete', async () => {
    const { token } = await newLearner(10)
    const upload = await completedUpload(token)
    await env.DB.prepare("UPDATE uploads SET status = 'open' WHERE id = ?").bind(upload).run()
    expect(await call(`/uploads/${upload}/complete`, { method: 'POST', token })).toMatchObject({
      status: 200,
      data: { status: 'completed' },
    })
  })

  it('is swept though its parts are gone already', async () => {
    const { token } = await newLearner(10)
    const { data } = await call<{ uploadId: string }>('/uploads', { token, json: { fileName: 'a.mp4', sizeBytes: 10 } })
    const row = await env.DB.prepare('SELECT * FROM uploads WHERE id = ?')
      .bind(data.uploadId)
      .first<Record<string, string>>()
    await env.MEDIA.resumeMultipartUpload(row?.['object_key'] ?? '', row?.['multipart_id'] ?? '').abort()
    await sweepIn(25)
    expect(await env.DB.prepare('SELECT 1 FROM uploads WHERE id = ?').bind(data.uploadId).first()).toBeNull()
  })
})

/** An upload of one part that waits for its job. */
async function completedUpload(token: string): Promise<string> {
  const media = someMedia()
  const json = { fileName: 'a.wav', sizeBytes: media.length }
  const { data } = await call<{ uploadId: string }>('/uploads', { token, json })
  const headers = { 'content-length': String(media.length) }
  await call(`/uploads/${data.uploadId}/parts/1`, { method: 'PUT', token, body: media, headers })
  expect(await call(`/uploads/${data.uploadId}/complete`, { method: 'POST', token })).toMatchObject({ status: 200 })
  return data.uploadId
}
