import { describe, expect, it, vi } from 'vitest'
import type { JobEvent } from '../contract/jobs.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import {
  deliver,
  getJob,
  handedOver,
  jobForm,
  newJob,
  postForm,
  received,
  report,
  someMedia,
} from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { ledger, wallet } from '../test-support/money.ts'

describe('a job, happy', () => {
  it('goes from a form upload to sentences, and costs what was quoted', async () => {
    const { token } = await newLearner(100)
    const form = jobForm({ title: 'Two cities', asr_model: 'moonshine-base', video_file: new Blob([someMedia()]) })
    const { data } = await postForm(token, form)
    const { jobId } = data
    expect(data).toEqual({ jobId, status: 'queued' })

    const job = await handedOver(jobId)
    expect(job).toMatchObject({
      lease: 1,
      source: { kind: 'stored', sizeBytes: 1000, fileName: 'my lesson.wav' },
      limits: { maxDurationMs: 1_200_000 },
      resume: { segmentIndex: 0, fromMs: 0 },
    })
    expect(await report(job, { type: 'probed', durationMs: 61_500 })).toMatchObject({ data: { proceed: true } })
    expect(await wallet(token)).toEqual({ balanceCredits: 100, heldCredits: 7, availableCredits: 93 })

    await report(job, { type: 'progress', stage: 'asr', percent: 40.4 })
    await deliver(job, someItem(0))
    expect(await getJob(token, jobId)).toMatchObject({
      title: 'Two cities',
      status: 'running',
      stage: 'asr',
      progressPercent: 40,
      readyItems: 1,
      exerciseSetId: expect.any(String),
      quote: { seconds: 61.5, credits: 7, asr: { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 }, mt: null },
    })

    await deliver(job, someItem(1))
    await report(job, { type: 'completed', itemCount: 2 })
    expect(await getJob(token, jobId)).toMatchObject({
      status: 'succeeded',
      stage: 'completed',
      progressPercent: 100,
      readyItems: 2,
    })
    expect(await wallet(token)).toEqual({ balanceCredits: 93, heldCredits: 0, availableCredits: 93 })
    expect(await ledger(token)).toEqual([
      ['settle', -7],
      ['hold', 0],
      ['redeem', 100],
    ])
  })

  it('costs only what was there when the file ends before its stated length', async () => {
    const { token } = await newLearner(100)
    const job = await handedOver(await newJob(token))
    await report(job, { type: 'probed', durationMs: 600_000 })
    await deliver(job, someItem(0))
    await report(job, { type: 'completed', itemCount: 1, decodedMs: 12_000 })
    expect(await ledger(token)).toEqual([
      ['release', 0],
      ['settle', -2],
      ['hold', 0],
      ['redeem', 100],
    ])
  })

  it('takes a link as form field or JSON', async () => {
    const { token } = await newLearner(10)
    const url = 'https://media.example.com/talks/My%20talk.mp4?x=1'
    const byJson = await call<{ jobId: string }>('/jobs', { token, json: { sourceUrl: url } })
    const byForm = await postForm(token, jobForm({ source_url: url }))
    for (const { status, data } of [byJson, byForm]) {
      expect(status).toBe(202)
      expect(await handedOver(data.jobId)).toMatchObject({ source: { kind: 'url', url } })
      expect(await getJob(token, data.jobId)).toMatchObject({ title: 'My talk' })
    }
  })

  it('streams a file of many parts to the source, byte for byte', async () => {
    const { token } = await newLearner(10)
    const media = someMedia(20_000_001)
    for (let n = 100; n < media.length; n += 1) media[n] = (n * 31) % 256
    const { data } = await postForm(token, jobForm({ video_file: new Blob([media]) }))
    const job = await handedOver(data.jobId)
    const source = new URL(job.callbackUrl).pathname + '/source'
    const whole = await send(source, { token: job.token })
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(media)
    const part = await send(source, { token: job.token, headers: { range: 'bytes=16000000-16000009' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 16000000-16000009/20000001'])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(media.slice(16_000_000, 16_000_010))
  })

  it('lists newest first, page by page', async () => {
    const { token } = await newLearner(10)
    const ids = [await newJob(token), await newJob(token), await newJob(token)]
    const first = await call<{ items: { jobId: string }[]; nextCursor: string }>('/jobs?limit=2', { token })
    const second = await call<{ items: { jobId: string }[]; nextCursor: null }>(
      `/jobs?limit=2&cursor=${encodeURIComponent(first.data.nextCursor)}`,
      { token },
    )
    const seen = [...first.data.items, ...second.data.items].map((job) => job.jobId)
    expect(new Set(seen)).toEqual(new Set(ids))
    expect([first.data.items.length, second.data.nextCursor]).toEqual([2, null])
  })

  it('shows a watcher everything: a snapshot, then progress and sentences, then the end', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 10_000 })
    await deliver(job, someItem(0))
    const response = await send(`/api/v2/jobs/${jobId}/events`, {
      headers: { upgrade: 'websocket', 'sec-websocket-protocol': `listening.v1, bearer.${token}` },
    })
    expect(response.headers.get('sec-websocket-protocol')).toBe('listening.v1')
    const socket = response.webSocket
    if (!socket) throw new Error('no socket')
    const events: JobEvent[] = []
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)))
    socket.addEventListener('message', (event) => {
      events.push(JSON.parse(String(event.data)))
    })
    socket.accept()
    await report(job, { type: 'progress', stage: 'asr', percent: 50 })
    await deliver(job, someItem(1, 'It was the worst of times.'))
    await report(job, { type: 'completed', itemCount: 2 })
    expect(await closed).toBe(1000)
    expect(events.map((event) => event.type)).toEqual(['snapshot', 'progress', 'item', 'progress'])
    expect(events[0]).toMatchObject({ items: [{ segmentIndex: 0, audioUrl: expect.any(String) }] })
    expect(events[2]).toMatchObject({ item: { transcriptEn: 'It was the worst of times.' }, readyItems: 2 })
    expect(events[3]).toMatchObject({ job: { status: 'succeeded' } })
  })

  it('is cancelled at once: finished sentences stay and are paid by their length, the rest comes back', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 600_000 })
    await deliver(job, someItem(5)) // ends at 23.5 s
    const cancelled = await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    expect(cancelled).toMatchObject({ status: 200, data: { status: 'cancelled', stage: 'cancelled', readyItems: 1 } })
    expect(await wallet(token)).toEqual({ balanceCredits: 97, heldCredits: 0, availableCredits: 97 })
    expect((await ledger(token)).map(([type]) => type)).toEqual(['release', 'settle', 'hold', 'redeem'])
    expect(await report(job, { type: 'heartbeat' })).toMatchObject({ status: 409, code: 'lease_lost' })
    expect(await deliver(job, someItem(6))).toMatchObject({ status: 409, code: 'lease_lost' })
    expect((await received(jobId)).aborted).toEqual([1])
  })

  it('goes on after the last sentence when it is retried, and does not charge twice', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliver(job, someItem(0))
    await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    const retried = await call(`/jobs/${jobId}/retry`, { method: 'POST', token })
    expect(retried).toMatchObject({ status: 202, data: { status: 'queued' } })
    const again = await handedOver(jobId, 2)
    expect(again).toMatchObject({ lease: 3, resume: { segmentIndex: 1, fromMs: 3500 } })
    await report(again, { type: 'probed', durationMs: 60_000 })
    await deliver(again, someItem(1))
    await report(again, { type: 'completed', itemCount: 1 })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'succeeded', readyItems: 2 })
    // ceil(0.35) for 3.5 s, then ceil(5.65) for the other 56.5 s.
    expect(await wallet(token)).toMatchObject({ balanceCredits: 100 - 1 - 6, heldCredits: 0 })
  })

  it('waits for a busy runner and is then handed over under a new lease', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token, 'busy-lesson.wav')
    await handedOver(jobId)
    await vi.waitFor(async () =>
      expect(await getJob(token, jobId)).toMatchObject({ status: 'queued', stage: 'queued' }),
    )
    expect(await handedOver(jobId, 2)).toMatchObject({ lease: 2 })
  })
})
