import { describe, expect, it, onTestFinished } from 'vitest'
import { SHORT_RECORDING } from '../../test-support/recordings.ts'
import { startWorkerStandIn, type Answers } from '../../test-support/worker-stand-in.ts'
import { createCallbacks } from './callbacks.ts'

async function open(answers: Answers = {}) {
  const worker = await startWorkerStandIn(SHORT_RECORDING, answers)
  onTestFinished(worker.close)
  const abort = new AbortController()
  return { worker, abort, callbacks: createCallbacks(worker.job(), abort) }
}

/** Answers the first calls with these statuses, in turn. */
function failing(...statuses: number[]): Answers {
  return { status: () => statuses.shift() }
}

const item = {
  segmentIndex: 4,
  startMs: 10,
  endMs: 1000,
  transcriptEn: 'In being comparatively modern.',
  wordCount: 4,
  needsReview: false,
  reviewReason: null,
  confidence: 0.9,
  translationZh: '',
}

describe('callbacks', () => {
  it('send a sentence with its clip', async () => {
    const { worker, callbacks } = await open()
    await callbacks.putItem(item, new Uint8Array([1, 2, 3]))
    expect(worker.items).toMatchObject([{ item, clip: new Uint8Array([1, 2, 3]) }])
    expect([...worker.authorizations]).toEqual([`Bearer ${worker.job().token}`])
  })

  it('read the source by ranges', async () => {
    const { worker, callbacks } = await open()
    expect(Buffer.from(await callbacks.readSource(0, 4)).toString()).toBe('RIFF')
    expect(worker.ranges).toEqual(['bytes=0-3'])
  })

  it('wait out short trouble', async () => {
    const { worker, callbacks } = await open(failing(503, 429, 500))
    await callbacks.report({ type: 'heartbeat' })
    expect(worker.reports).toEqual([{ type: 'heartbeat' }])
  })

  it.each([409, 401])('stop the job when the answer is %i', async (status) => {
    const { abort, callbacks } = await open(failing(status))
    await expect(callbacks.report({ type: 'heartbeat' })).rejects.toMatchObject({ reason: 'lease_lost' })
    expect(abort.signal.reason).toMatchObject({ reason: 'lease_lost' })
  })

  it('take it as said that there is nothing after the last word', async () => {
    const { worker, abort, callbacks } = await open()
    await callbacks.report({ type: 'completed', itemCount: 1 })
    expect(worker.reports).toMatchObject([{ type: 'completed' }])
    expect(abort.signal.aborted).toBe(false)
  })

  it('stop the job when it is told not to proceed', async () => {
    const { abort, callbacks } = await open({ proceed: () => false })
    await expect(callbacks.report({ type: 'probed', durationMs: 1 })).rejects.toMatchObject({ reason: 'not_wanted' })
    expect(abort.signal.aborted).toBe(true)
  })

  it('say that the source is gone', async () => {
    const { callbacks } = await open(failing(410))
    await expect(callbacks.readSource(0, 4)).rejects.toMatchObject({ code: 'source_gone' })
  })

  it('do not try again what the Worker does not take', async () => {
    const { callbacks } = await open(failing(400))
    await expect(callbacks.putItem(item, new Uint8Array([1]))).rejects.toMatchObject({ code: 'internal_error' })
  })

  it('end with the job', async () => {
    const { abort, callbacks } = await open({ status: () => 503 })
    const call = callbacks.report({ type: 'heartbeat' })
    abort.abort(new Error('cancelled'))
    await expect(call).rejects.toThrow()
  })
})
