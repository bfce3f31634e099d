import { env } from 'cloudflare:workers'
import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { expect, vi } from 'vitest'
import worker from '../index.ts'
import type { JobMessage } from '../services/context.ts'
import type { JobCreatedView, JobView } from '../contract/jobs.ts'
import type { RunnerItem, RunnerJob, RunnerReport } from '../contract/runner.ts'
import { type Answer, call, send } from './client.ts'
import { someItem } from './some-item.ts'

/** The first bytes of a WAV file and then silence: enough for the Worker, which never decodes. */
export function someMedia(bytes = 1000): Uint8Array<ArrayBuffer> {
  const media = new Uint8Array(bytes)
  media.set(new TextEncoder().encode('RIFF\x24\x80\x00\x00WAVEfmt '))
  return media
}

export function jobForm(fields: Record<string, string | Blob>, fileName = 'my lesson.wav'): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, fileName)
  }
  return form
}

export const postForm = (token: string, form: FormData) => call<JobCreatedView>('/jobs', { token, body: form })

/** A job made from a form upload, its id. */
export async function newJob(token: string, fileName?: string): Promise<string> {
  const answer = await postForm(token, jobForm({ video_file: new Blob([someMedia()]) }, fileName))
  expect(answer).toMatchObject({ status: 202, code: 'ok' })
  return answer.data.jobId
}

export const getJob = async (token: string, jobId: string): Promise<JobView> =>
  (await call<JobView>(`/jobs/${jobId}`, { token })).data

/** Sets a job's own deadline into the past and lets its object's alarm ring. */
export async function ring(jobId: string): Promise<void> {
  const stub = env.JOBS.getByName(jobId)
  await runInDurableObject(stub, (_object, state) => {
    const memory = state.storage.kv.get<{ state: { dueAt: number | null } }>('memory')
    if (memory?.state.dueAt) state.storage.kv.put('memory', { ...memory, state: { ...memory.state, dueAt: 1 } })
  })
  await runDurableObjectAlarm(stub)
}

/** Delivers a message of this job to one of the Worker's queues: that of its making, or another. */
export async function deliverMessage(queue: string, jobId: string, { run, lease } = { run: 1, lease: 0 }) {
  const batch = createMessageBatch<JobMessage>(queue, [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body: { jobId, run, lease } },
  ])
  const ctx = createExecutionContext()
  await worker.queue(batch, env)
  return getQueueResult(batch, ctx)
}

/** Lets the stand-in for the runner take so many more jobs whose file is named `room-<room>-…`. */
export async function setRoom(room: string, free: number): Promise<void> {
  await fetch(`${env.RUNNER_URL}/rooms/${room}?free=${free}`, { method: 'PUT' })
}

type Received = { jobs: RunnerJob[]; aborted: number[] }

export async function received(jobId: string): Promise<Received> {
  const response = await fetch(`${env.RUNNER_URL}/received/${jobId}`)
  return response.json()
}

/** Waits until the runner was given the job for the nth time, and returns what it was given. */
export async function handedOver(jobId: string, nth = 1): Promise<RunnerJob> {
  return vi.waitFor(
    async () => {
      const { jobs } = await received(jobId)
      const job = jobs[nth - 1]
      if (!job) throw new Error(`the runner has been given the job ${jobs.length} times`)
      return job
    },
    { timeout: 15_000, interval: 50 },
  )
}

const callback = (job: RunnerJob, path: string): string => new URL(job.callbackUrl).pathname + path

/** What the runner would say. */
export async function report(job: RunnerJob, body: RunnerReport): Promise<Answer<{ proceed?: boolean }>> {
  const response = await send(callback(job, '/reports'), { token: job.token, json: body })
  return { ...(await response.json<Answer<{ proceed?: boolean }>>()), status: response.status }
}

const SOME_CLIP = Uint8Array.from({ length: 1000 }, (_, n) => n % 251)

/** Delivers a finished sentence with its clip: 1,000 bytes that count up, or those given. */
export async function deliver(
  job: RunnerJob,
  item: RunnerItem,
  clip: Uint8Array<ArrayBuffer> = SOME_CLIP,
): Promise<Answer<object>> {
  const form = new FormData()
  form.append('item', JSON.stringify(item))
  form.append('clip', new Blob([clip], { type: 'audio/mpeg' }))
  const response = await send(callback(job, `/items/${item.segmentIndex}`), {
    method: 'PUT',
    token: job.token,
    body: form,
  })
  return { ...(await response.json<Answer<object>>()), status: response.status }
}

/** A job that ended well, with `sentences`; 60 s long, so 6 credits. */
export async function finishedJob(
  token: string,
  sentences: string[],
): Promise<{ jobId: string; exerciseSetId: string }> {
  const jobId = await newJob(token)
  const job = await handedOver(jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  for (const [index, text] of sentences.entries()) await deliver(job, someItem(index, text))
  await report(job, { type: 'completed', itemCount: sentences.length })
  const { exerciseSetId } = await getJob(token, jobId)
  return { jobId, exerciseSetId: exerciseSetId ?? '' }
}
