import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { ExerciseView } from '../contract/exercises.ts'
import type { RunnerClips, RunnerJob } from '../contract/runner.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { sweep } from '../services/media/sweep.ts'
import { call, newLearner, send } from './client.ts'
import { deliver, getJob, handedOver, jobForm, postForm, report, someMedia } from './job.ts'
import { someItem } from './some-item.ts'

/** A file of its own for each lesson: it is by its bytes that a file is known again. */
export function newMedia(bytes = 1000): Uint8Array<ArrayBuffer> {
  const media = someMedia(bytes)
  media.set(new TextEncoder().encode(crypto.randomUUID()), 200)
  return media
}

export const bring = (token: string, media: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) =>
  postForm(token, jobForm({ ...fields, video_file: new Blob([media]) }))

export const runnerPath = (job: RunnerJob, rest: string) => new URL(job.callbackUrl).pathname + rest

/** A lesson of two sentences, the first of them solved; and then its clips' time is up, and the sweep came by. */
export async function oldLesson(media = newMedia(), credits = 10) {
  const { token } = await newLearner(credits)
  const { jobId } = (await bring(token, media)).data
  await finish(jobId)
  const setId = (await getJob(token, jobId)).exerciseSetId ?? ''
  const view = async () => (await call<ExerciseView>(`/exercises/${setId}`, { token })).data
  const [first] = (await view()).items
  await call(`/exercises/${setId}/attempts`, { token, json: { itemId: first?.id, text: 'one sentence' } })
  await expire(setId)
  await sweep(createCtx(env))
  return { token, media, jobId, setId, view }
}

export async function finish(jobId: string): Promise<void> {
  const job = await handedOver(jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  await deliver(job, someItem(0, 'One sentence.'))
  await deliver(job, someItem(1, 'Another one.'))
  await report(job, { type: 'completed', itemCount: 2 })
}

export const expire = (setId: string) =>
  env.DB.prepare('UPDATE exercise_sets SET audio_expires_at = ? WHERE id = ?')
    .bind(Date.now() - 1, setId)
    .run()

/** What the runner does for such a job. */
export async function cutAgain(jobId: string): Promise<RunnerJob> {
  const job = await handedOver(jobId)
  expect(job.cutOnly).toBe(true)
  await report(job, { type: 'probed', durationMs: 60_000 })
  const wanted = await (await send(runnerPath(job, '/clips'), { token: job.token })).json<{ data: RunnerClips }>()
  for (const { itemId } of wanted.data.clips) {
    const sent = await send(runnerPath(job, `/clips/${itemId}`), {
      method: 'PUT',
      token: job.token,
      body: `again ${itemId}`,
    })
    expect(sent.status).toBe(200)
  }
  await report(job, { type: 'completed', itemCount: wanted.data.clips.length })
  return job
}
