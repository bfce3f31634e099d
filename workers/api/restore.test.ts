import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import type { ItemView } from '../contract/exercises.ts'
import type { JobCreatedView } from '../contract/jobs.ts'
import type { RunnerClips } from '../contract/runner.ts'
import { exerciseSets } from '../db/schema/exercises.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { expireClips } from '../services/media/sweep-expired.ts'
import { sweep } from '../services/media/sweep.ts'
import { dropRefusedClip, findClipPlace } from '../services/restore/store-clip.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import { deliver, getJob, handedOver, report } from '../test-support/job.ts'
import { bring, cutAgain, expire, finish, newMedia, oldLesson, runnerPath } from '../test-support/old-lesson.ts'
import { someItem } from '../test-support/some-item.ts'
import { ledger } from '../test-support/money.ts'

const silent = (item: ItemView) => ({ ...item, audioUrl: null })

describe('bringing the same file again, happy', () => {
  it('cuts only the clips, at no charge; sentences, progress and attempts are as they were', async () => {
    const { token, media, jobId, setId, view } = await oldLesson()
    const before = await view()
    expect(before.items.map((item) => item.audioUrl)).toEqual([null, null])
    expect(before.exerciseSet.restore).toEqual({ kind: 'file', fileName: 'my lesson.wav', sizeBytes: media.length })
    const books = await ledger(token)

    const { status, data } = await bring(token, media)
    expect([status, data.restoresExerciseSetId]).toEqual([202, setId])
    expect(data.jobId).not.toBe(jobId)
    await cutAgain(data.jobId)

    const after = await view()
    expect(after.progress).toEqual(before.progress)
    expect(after.items.map(silent)).toEqual(before.items.map(silent))
    const clip = await send(after.items[1]?.audioUrl ?? '')
    expect([clip.status, await clip.text()]).toEqual([200, `again ${after.items[1]?.id}`])
    expect(Date.parse(after.exerciseSet.audioExpiresAt)).toBeGreaterThan(Date.now() + 71 * 3_600_000)
    expect(after.exerciseSet.restore).toBeNull()
    expect(await ledger(token)).toEqual(books)
    const job = { status: 'succeeded', restoring: true, exerciseSetId: setId, readyItems: 2 }
    expect(await getJob(token, data.jobId)).toMatchObject(job)
  })

  it('knows a file again that came in a form then and comes in parts now, in any order', async () => {
    const { token, media, setId } = await oldLesson(newMedia(8 * 1024 * 1024 + 1000))
    const json = { fileName: 'other name.wav', sizeBytes: media.length }
    const { uploadId } = (await call<{ uploadId: string }>('/uploads', { token, json })).data
    for (const part of [2, 1]) {
      const body = media.slice((part - 1) * 8 * 1024 * 1024, part * 8 * 1024 * 1024)
      const headers = { 'content-length': String(body.length) }
      await call(`/uploads/${uploadId}/parts/${part}`, { method: 'PUT', token, body, headers })
    }
    await call(`/uploads/${uploadId}/complete`, { method: 'POST', token })
    const { data } = await call<JobCreatedView>('/jobs', { token, json: { uploadId } })
    expect(data.restoresExerciseSetId).toBe(setId)
  })

  it('needs no credits, and takes none for a file that turns out to be new', async () => {
    const { token, media, setId } = await oldLesson(newMedia(), 6)
    expect((await bring(token, media)).data.restoresExerciseSetId).toBe(setId)
    expect(await bring(token, newMedia())).toMatchObject({ status: 402, code: 'insufficient_credits' })
  })

  it('fetches the link again, for a set that was made from one', async () => {
    const { token } = await newLearner(10)
    const json = { sourceUrl: `https://example.com/${crypto.randomUUID()}.mp4` }
    const { jobId } = (await call<JobCreatedView>('/jobs', { token, json })).data
    await finish(jobId)
    const exerciseSetId = (await getJob(token, jobId)).exerciseSetId ?? ''
    await expire(exerciseSetId)
    const { data } = await call<JobCreatedView>('/jobs', { token, json: { exerciseSetId } })
    expect(data.restoresExerciseSetId).toBe(exerciseSetId)
    const job = await cutAgain(data.jobId)
    expect(job.source).toEqual({ kind: 'url', url: json.sourceUrl })
  })

  it('is one job, however often it is asked for, and goes on after a failure', async () => {
    const { token, media, setId } = await oldLesson()
    const first = await bring(token, media)
    const second = await bring(token, media, { exercise_set_id: setId })
    expect(second.data.jobId).toBe(first.data.jobId)
    await report(await handedOver(first.data.jobId), { type: 'failed', code: 'internal_error', detail: '' })
    expect(await call(`/jobs/${first.data.jobId}/retry`, { method: 'POST', token })).toMatchObject({ status: 202 })
  })

  it('is not undone by a sweep that looked at the set before', async () => {
    const { token, media, jobId, setId, view } = await oldLesson()
    const read = () => createCtx(env).db.select().from(exerciseSets).where(eq(exerciseSets.id, setId))
    await env.DB.prepare('UPDATE exercise_sets SET audio_deleted_at = NULL WHERE id = ?').bind(setId).run()
    const [seen] = await read()
    await cutAgain((await bring(token, media)).data.jobId)
    if (seen) await expireClips(createCtx(env), seen)
    expect((await read())[0]?.audioDeletedAt).toBeNull()
    expect((await view()).items.map((item) => item.audioUrl)).toEqual([expect.any(String), expect.any(String)])
    expect((await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects).toHaveLength(2)
  })

  it('leaves no clip behind that was on its way while its person left', async () => {
    const { token, media, jobId, setId } = await oldLesson()
    const job = await handedOver((await bring(token, media)).data.jobId)
    const wanted = await (await send(runnerPath(job, '/clips'), { token: job.token })).json<{ data: RunnerClips }>()
    const ctx = createCtx(env)
    const lease = { jobId: job.jobId, lease: job.lease }
    const itemId = wanted.data.clips[0]?.itemId ?? ''
    const place = await findClipPlace(ctx, lease, itemId)
    const key = place?.key ?? ''
    const isThere = async () => (await env.MEDIA.head(key)) !== null

    // Another runner may have put it there just now.
    await env.MEDIA.put(key, 'a clip')
    await dropRefusedClip(ctx, itemId, key)
    expect(await isThere()).toBe(true)
    // The deletion has begun, and has looked for clips already.
    const [set] = await ctx.db.select().from(exerciseSets).where(eq(exerciseSets.id, setId))
    await env.DB.prepare('INSERT INTO deletions (id, user_id, requested_at) VALUES (?, ?, 1)')
      .bind(crypto.randomUUID(), set?.userId)
      .run()
    await dropRefusedClip(ctx, itemId, key)
    expect(await isThere()).toBe(false)

    const put = env.MEDIA.put.bind(env.MEDIA)
    const spy = vi.spyOn(env.MEDIA, 'put').mockImplementationOnce(async (...given: Parameters<typeof put>) => {
      expect(await call('/me/data', { method: 'DELETE', token })).toMatchObject({ data: { finished: true } })
      return put(...given)
    })
    const late = await send(runnerPath(job, `/clips/${itemId}`), { method: 'PUT', token: job.token, body: 'a clip' })
    expect([late.status, spy.mock.calls.length]).toEqual([409, 1])
    spy.mockRestore()
    expect((await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects).toEqual([])
  })

  it('outlives the sweep, and goes when its time is up again', async () => {
    const { token, media, jobId } = await oldLesson()
    await cutAgain((await bring(token, media)).data.jobId)
    const clips = async () => (await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects.length
    await sweep(createCtx(env))
    expect(await clips()).toBe(2)
    await sweep({ ...createCtx(env), now: () => Date.now() + 73 * 3_600_000 })
    expect(await clips()).toBe(0)
  })
})

describe('bringing the same file again, errors', () => {
  it.each(['failed', 'cancelled'])('makes a whole lesson of a file whose job was %s', async (status) => {
    const { token, media, jobId, setId } = await oldLesson(newMedia(), 50)
    await env.DB.prepare('UPDATE jobs SET status = ? WHERE id = ?').bind(status, jobId).run()
    const { data } = await bring(token, media)
    expect(data.restoresExerciseSetId).toBeUndefined()
    expect((await handedOver(data.jobId)).cutOnly).toBeUndefined()
    // Who asks for just these clips gets them.
    expect((await bring(token, media, { exercise_set_id: setId })).data.restoresExerciseSetId).toBe(setId)
  })

  it('knows the lesson that was finished behind a newer one that was not', async () => {
    const { token, media, setId } = await oldLesson(newMedia(), 50)
    await cutAgain((await bring(token, media)).data.jobId)
    const { jobId } = (await bring(token, media)).data
    await finish(jobId)
    await env.DB.prepare("UPDATE jobs SET status = 'cancelled' WHERE id = ?").bind(jobId).run()
    await expire(setId)
    await expire((await getJob(token, jobId)).exerciseSetId ?? '')
    expect((await bring(token, media)).data.restoresExerciseSetId).toBe(setId)
  })

  it('says when it is another file, and keeps nothing of it', async () => {
    const { token, setId } = await oldLesson()
    const stored = async () => (await env.MEDIA.list({ prefix: 'source/' })).objects.length
    const before = await stored()
    const answer = await bring(token, newMedia(), { exercise_set_id: setId })
    expect(answer).toMatchObject({ status: 409, code: 'source_differs' })
    expect(await stored()).toBe(before)
    const link = { exerciseSetId: setId, sourceUrl: 'https://example.com/a.mp4' }
    expect(await call('/jobs', { token, json: link })).toMatchObject({ status: 409, code: 'source_differs' })
    expect(await call('/jobs', { token, json: { exerciseSetId: setId } })).toMatchObject({
      code: 'video_file_or_url_required',
    })
  })

  it('makes a new lesson while the clips are there, and says so when it is asked to restore', async () => {
    const { token, media, setId } = await oldLesson()
    await cutAgain((await bring(token, media)).data.jobId)
    expect((await bring(token, media)).data.restoresExerciseSetId).toBeUndefined()
    const answer = await bring(token, media, { exercise_set_id: setId })
    expect(answer).toMatchObject({ status: 409, code: 'audio_not_expired' })
  })

  it('refuses sentences of a runner that does not know such jobs', async () => {
    const { token, media, setId, view } = await oldLesson()
    const before = (await view()).items
    const job = await handedOver((await bring(token, media)).data.jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    expect(await deliver(job, someItem(2, 'Not asked for.'))).toMatchObject({ status: 409, code: 'lease_lost' })
    expect((await view()).items).toEqual(before)
    expect(setId).not.toBe('')
  })
})

describe('bringing the same file again, access', () => {
  it('does not know a file of somebody else, nor their set', async () => {
    const { media, setId } = await oldLesson()
    const other = await newLearner(10)
    expect((await bring(other.token, media)).data.restoresExerciseSetId).toBeUndefined()
    const answer = await bring(other.token, media, { exercise_set_id: setId })
    expect(answer).toMatchObject({ status: 404, code: 'exercise_not_found' })
  })

  it('takes clips only from the runner that holds the job, and only of its set', async () => {
    const { token, media } = await oldLesson()
    const strange = await oldLesson()
    const job = await handedOver((await bring(token, media)).data.jobId)
    const put = (itemId: string, bearer: string) =>
      send(runnerPath(job, `/clips/${itemId}`), { method: 'PUT', token: bearer, body: 'x' })
    const [item] = (await strange.view()).items
    expect((await put(item?.id ?? '', job.token)).status).toBe(409)
    expect((await put(item?.id ?? '', 'nonsense')).status).toBe(401)
  })
})
