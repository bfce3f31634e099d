import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ExerciseView } from '../contract/exercises.ts'
import type { JobCreatedView } from '../contract/jobs.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { GRACE_MS } from '../services/media/sweep-orphans.ts'
import { sweep } from '../services/media/sweep.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import { deliver, getJob, handedOver, report } from '../test-support/job.ts'
import { cutAgain, expire } from '../test-support/old-lesson.ts'
import { someItem } from '../test-support/some-item.ts'

/** A lesson from a link that failed after its first sentence. */
async function failedLinkLesson() {
  const { token } = await newLearner(10)
  const json = { sourceUrl: `https://example.com/${crypto.randomUUID()}.mp4` }
  const { jobId } = (await call<JobCreatedView>('/jobs', { token, json })).data
  const job = await handedOver(jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  await deliver(job, someItem(0, 'One sentence.'))
  await report(job, { type: 'failed', code: 'internal_error', detail: '' })
  const setId = (await getJob(token, jobId)).exerciseSetId ?? ''
  const view = async () => (await call<ExerciseView>(`/exercises/${setId}`, { token })).data
  const retry = async () => {
    expect(await call(`/jobs/${jobId}/retry`, { method: 'POST', token })).toMatchObject({ status: 202 })
    const again = await handedOver(jobId, 2)
    await report(again, { type: 'probed', durationMs: 60_000 })
    await deliver(again, someItem(1, 'Another one.'))
    await report(again, { type: 'completed', itemCount: 2 })
  }
  return { token, jobId, setId, view, retry }
}

describe('a link that is tried again', () => {
  it.each([
    ['before the sweep has come by', () => Promise.resolve()],
    ['after it', () => sweep(createCtx(env))],
  ])(
    'when the time of its clips is up, %s: what comes is heard, and what was there can be cut again',
    async (_, by) => {
      const { token, jobId, setId, view, retry } = await failedLinkLesson()
      await expire(setId)
      await by()
      await retry()
      // Also when the sweep comes once nobody can be storing these objects any more.
      await sweep({ ...createCtx(env), now: () => Date.now() + GRACE_MS + 3_600_000 })

      const { exerciseSet, items } = await view()
      expect(items[0]?.audioUrl).toBeNull()
      expect((await send(items[1]?.audioUrl ?? '')).status).toBe(200)
      expect(Date.parse(exerciseSet.audioExpiresAt)).toBeGreaterThan(Date.now() + 71 * 3_600_000)
      expect((await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects).toHaveLength(1)

      await cutAgain((await call<JobCreatedView>('/jobs', { token, json: { exerciseSetId: setId } })).data.jobId)
      const heard = await Promise.all((await view()).items.map((item) => send(item.audioUrl ?? '')))
      expect(heard.map(({ status }) => status)).toEqual([200, 200])
    },
  )

  it('shortly before that: all of it is heard for the whole time', async () => {
    const { setId, view, retry } = await failedLinkLesson()
    await env.DB.prepare('UPDATE exercise_sets SET audio_expires_at = ? WHERE id = ?')
      .bind(Date.now() + 3_600_000, setId)
      .run()
    await retry()
    const { exerciseSet, items } = await view()
    expect(Date.parse(exerciseSet.audioExpiresAt)).toBeGreaterThan(Date.now() + 71 * 3_600_000)
    expect(items.map((item) => item.audioUrl)).toEqual([expect.any(String), expect.any(String)])
  })
})
