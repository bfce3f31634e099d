/** The whole runner as a process of its own, against a real HTTP server that plays the Worker. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { wordErrors } from '../bench/word-error-rate.ts'
import { joinRecordings } from '../test-support/join-recordings.ts'
import { modelDir } from '../test-support/models.ts'
import { LONG_RECORDING, LONG_RECORDING_WORDS, SHORT_RECORDING, make, samplesOf } from '../test-support/recordings.ts'
import { startRunnerProcess, type RunnerProcess } from '../test-support/runner-process.ts'
import { tempFolder } from '../test-support/temp-folder.ts'
import { startWorkerStandIn, type Answers, type WorkerStandIn } from '../test-support/worker-stand-in.ts'

let runner: RunnerProcess

beforeAll(async () => {
  await modelDir()
  runner = await startRunnerProcess({ RUNNER_MAX_JOBS: '1' })
}, 300_000)
afterAll(async () => {
  runner.signal('SIGKILL')
  await runner.exited
})

async function workerWith(file: string, answers: Answers = {}): Promise<WorkerStandIn> {
  const worker = await startWorkerStandIn(file, answers)
  onTestFinished(worker.close)
  return worker
}

/** Two minutes of speech, to have something to stop. */
async function longFile(): Promise<string> {
  const file = join(await tempFolder(), 'long.m4a')
  await joinRecordings([LONG_RECORDING], file, { seconds: 120 })
  return file
}

describe('a job', () => {
  it('turns a stored recording into sentences in order, each with its clip', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'three.mp4')
    await joinRecordings([SHORT_RECORDING, LONG_RECORDING, SHORT_RECORDING], file)
    const worker = await workerWith(file)
    const answer = await runner.send(worker.job())
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: true }])
    const end = await worker.reported('completed')
    await runner.idle()

    const items = worker.items.map(({ item }) => item)
    const probed = worker.reports.find((report) => report.type === 'probed')
    expect(end).toMatchObject({ type: 'completed', itemCount: items.length })
    // All of it was there: what was decoded is as long as what was quoted, to half a second.
    expect('decodedMs' in end && end.decodedMs && end.decodedMs / 1000).toBeCloseTo((probed?.durationMs ?? 0) / 1000, 0)
    expect(items.map((item) => item.segmentIndex)).toEqual(items.map((_, i) => i))
    items.forEach((item, i) => expect(item.startMs).toBeGreaterThanOrEqual(items[i - 1]?.endMs ?? 0))
    const said = `In being comparatively modern. ${LONG_RECORDING_WORDS} In being comparatively modern.`
    expect(wordErrors(said, items.map((item) => item.transcriptEn).join(' ')).rate).toBeLessThan(0.1)

    // The clip of the last sentence holds its words and nothing else.
    const last = worker.items.at(-1)
    expect(last?.item).toMatchObject({
      transcriptEn: 'In being comparatively modern.',
      wordCount: 4,
      needsReview: false,
    })
    const clip = join(folder, 'clip.mp3')
    await writeFile(clip, last?.clip ?? '')
    const seconds = (await samplesOf(clip, 16_000)).length / 16_000
    expect(seconds * 1000).toBeCloseTo((last?.item.endMs ?? 0) - (last?.item.startMs ?? 0), -1)
  })

  it('says how long the recording is before any sentence, and moves forward only', async () => {
    const worker = await workerWith(LONG_RECORDING)
    await runner.send(worker.job())
    await worker.reported('completed')
    await runner.idle()
    const probed = await worker.reported('probed')
    expect(Math.abs((probed.type === 'probed' ? probed.durationMs : 0) - 11_000)).toBeLessThan(150)
    const percents = worker.reports.flatMap((report) => (report.type === 'progress' ? [report.percent] : []))
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(worker.reports.at(-1)?.type).toBe('completed')
  })

  it('goes on where an earlier attempt stopped', async () => {
    const file = join(await tempFolder(), 'three.mp4')
    await joinRecordings([SHORT_RECORDING, SHORT_RECORDING, SHORT_RECORDING], file)
    const whole = await workerWith(file)
    await runner.send(whole.job())
    await whole.reported('completed')
    await runner.idle()
    expect(whole.items).toHaveLength(3)

    const rest = await workerWith(file)
    await runner.send(rest.job({ lease: 2, resume: { segmentIndex: 1, fromMs: whole.items[0]?.item.endMs ?? 0 } }))
    expect(await rest.reported('completed')).toMatchObject({ type: 'completed', itemCount: 3 })
    await runner.idle()
    expect(rest.items.map(({ item }) => item)).toMatchObject(
      whole.items
        .slice(1)
        .map(({ item }) => ({ segmentIndex: item.segmentIndex, startMs: item.startMs, endMs: item.endMs })),
    )
  })

  it('has heartbeats while it runs', async () => {
    const worker = await workerWith(await longFile())
    await runner.send(worker.job({ heartbeatMs: 20 }))
    expect(await worker.reported('heartbeat')).toEqual({ type: 'heartbeat' })
    await runner.cancel('job-1', 1)
    await runner.idle()
  })

  it.each([
    ['no_speech_found', ['-f', 'lavfi', '-i', 'sine=f=440:d=4', '-f', 'wav']],
    ['no_audio_track', ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-f', 'mp4']],
  ])('ends with %s when that is so', async (code, args) => {
    const file = join(await tempFolder(), 'file')
    await make(...args, file)
    const worker = await workerWith(file)
    await runner.send(worker.job())
    expect(await worker.reported('failed')).toMatchObject({ code })
    await runner.idle()
    expect(worker.items).toEqual([])
  })

  it('ends with media_too_long beyond its limit', async () => {
    const worker = await workerWith(LONG_RECORDING)
    await runner.send(worker.job({ limits: { maxDurationMs: 5_000, maxSourceBytes: 1_000_000 } }))
    expect(await worker.reported('failed')).toMatchObject({ code: 'media_too_long' })
    await runner.idle()
  })

  it('ends with link_blocked for a link into the own network', async () => {
    const worker = await workerWith(SHORT_RECORDING)
    await runner.send(worker.job({ source: { kind: 'url', url: 'http://127.0.0.1/media.mp4' } }))
    expect(await worker.reported('failed')).toMatchObject({ code: 'link_blocked' })
    await runner.idle()
  })
})

describe('stopping a job', () => {
  it('without credits: nothing is recognised and nothing more is said', async () => {
    const worker = await workerWith(LONG_RECORDING, { proceed: (report) => report.type !== 'probed' })
    await runner.send(worker.job())
    await worker.reported('probed')
    await runner.idle()
    expect(worker.items).toEqual([])
    expect(worker.reports.some(({ type }) => type === 'failed' || type === 'completed')).toBe(false)
  })

  it('that has lost its lease: at once and without a word', async () => {
    const lost = { yet: false }
    const worker = await workerWith(await longFile(), { status: () => (lost.yet ? 409 : undefined) })
    await runner.send(worker.job({ heartbeatMs: 50 }))
    await worker.received(1)
    lost.yet = true
    await runner.idle()
    expect(runner.children()).toEqual([])
    expect(runner.jobFolders()).toEqual([])
    expect(worker.reports.some(({ type }) => type === 'failed' || type === 'completed')).toBe(false)
  })

  it('that was cancelled: ffmpeg and the folder are gone', async () => {
    const worker = await workerWith(await longFile())
    await runner.send(worker.job())
    await worker.received(1)
    expect(runner.children()).toHaveLength(1)
    expect((await runner.cancel('job-1', 1)).status).toBe(202)
    await runner.idle()
    for (let i = 0; i < 500 && runner.jobFolders().length + runner.children().length > 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(runner.children()).toEqual([])
    expect(runner.jobFolders()).toEqual([])
    expect(worker.reports.some(({ type }) => type === 'failed' || type === 'completed')).toBe(false)
  })

  it('because the runner is told to stop: says interrupted and ends by itself', async () => {
    const own = await startRunnerProcess({ RUNNER_MAX_JOBS: '1' })
    const worker = await workerWith(await longFile())
    await own.send(worker.job())
    await worker.received(1)
    own.signal('SIGTERM')
    await worker.reported('interrupted')
    expect(await own.exited).toBe(0)
    expect(own.jobFolders()).toEqual([])
    expect(own.output()).not.toContain(worker.job().token)
    expect(own.output()).not.toMatch(/country/i)
  })
})

describe('the door', () => {
  it('takes no more jobs than it can work on', async () => {
    const worker = await workerWith(await longFile())
    expect((await runner.send(worker.job())).status).toBe(202)
    expect((await runner.send(worker.job({ jobId: 'job-2' }))).status).toBe(503)
    expect((await runner.send(worker.job())).status).toBe(409)
    expect((await runner.send(worker.job({ lease: 2 }))).status).toBe(202)
    await runner.cancel('job-1', 2)
    await runner.idle()
  })

  it('opens to the secret only', async () => {
    const worker = await workerWith(SHORT_RECORDING)
    expect((await runner.send(worker.job(), 'not-the-secret')).status).toBe(401)
    expect((await fetch(`${runner.url}/jobs/job-1?lease=1`, { method: 'DELETE' })).status).toBe(401)
  })

  it('refuses what is no job', async () => {
    const worker = await workerWith(SHORT_RECORDING)
    expect((await runner.send({ ...worker.job(), lease: 0 })).status).toBe(400)
  })

  it('tells its versions', async () => {
    const health = await fetch(`${runner.url}/healthz`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({
      ready: true,
      versions: { node: process.versions.node, asr: 'moonshine-base' },
    })
  })

  it('counts what it did', async () => {
    const worker = await workerWith(SHORT_RECORDING)
    await runner.send(worker.job())
    await worker.reported('completed')
    await runner.idle()
    const metrics = await (await fetch(`${runner.metricsUrl}/metrics`)).text()
    expect(metrics).toMatch(/runner_jobs_total\{outcome="completed"\} [1-9]/)
    expect(metrics).toMatch(/runner_speech_seconds_total [1-9]/)
    expect(metrics).toMatch(/runner_requests_total\{route="POST \/jobs",status="202"\} [1-9]/)
  })
})
