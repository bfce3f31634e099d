import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunnerJob } from '../contract/runner.ts'

export const RUNNER_SECRET = 'only-for-tests-runner-0123456789-012'

/**
 * A small real server in the runner's place, for the Worker's tests: it takes jobs and keeps what it was sent, so that a
 * test can read it (`GET /received/{jobId}`) and play the runner's callbacks itself. A source named `busy-…` is refused
 * with 503 the first time (a trial: a text or file that begins with `busy`, always; `fails` and `refused` end as they say), one named `room-<room>-…` as long as its room (`PUT /rooms/{room}?free=n`) has no place. Runs in the process of vitest's main thread; does not keep it alive.
 */
export async function startRunnerStandIn(): Promise<string> {
  const received = new Map<string, { jobs: RunnerJob[]; aborted: number[] }>()
  const rooms = new Map<string, number>()
  const of = (jobId: string) => {
    const known = received.get(jobId) ?? { jobs: [], aborted: [] }
    received.set(jobId, known)
    return known
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://runner')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const jobId = url.pathname.split('/').at(-1) ?? ''
      const reply = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }
      if (url.pathname === '/trials') {
        void answerTrial(request, Buffer.concat(chunks)).then(([status, body]) => reply(status, body))
        return undefined
      }
      if (request.method === 'PUT') {
        rooms.set(jobId, Number(url.searchParams.get('free')))
        return reply(200, {})
      }
      if (request.method === 'GET') return reply(200, of(jobId))
      if (request.method === 'DELETE') {
        of(jobId).aborted.push(Number(url.searchParams.get('lease')))
        return reply(202, {})
      }
      const job: RunnerJob = JSON.parse(Buffer.concat(chunks).toString())
      const fileName = job.source.kind === 'stored' ? job.source.fileName : ''
      const room = /^room-(\w+)-/.exec(fileName)?.[1]
      const free = room === undefined ? 1 : (rooms.get(room) ?? 0)
      if (room !== undefined && free > 0) rooms.set(room, free - 1)
      if (free === 0) return reply(503, {})
      const { jobs } = of(job.jobId)
      jobs.push(job)
      const isBusy = fileName.startsWith('busy-') && jobs.length === 1
      return reply(isBusy ? 503 : 202, {})
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The text, or the file's bytes as one, with the route it was asked by. */
async function answerTrial(request: IncomingMessage, body: Buffer): Promise<[status: number, body: unknown]> {
  if (request.headers.authorization !== `Bearer ${RUNNER_SECRET}`) return [401, {}]
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  const textOf = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const file = form.get('file')
  const text = file instanceof Blob ? await file.text() : textOf('text')
  if (text.startsWith('busy')) return [503, {}]
  if (text.startsWith('fails')) {
    return [200, { outcome: 'failed', kind: 'rate_limited', reason: '429 slow down', tookMs: 12 }]
  }
  if (text.startsWith('refused')) return [200, { outcome: 'refused', code: 'recording_too_long' }]
  const { modelName } = JSON.parse(textOf('route')) as { modelName: string }
  return [200, { outcome: 'done', text: `${modelName}: ${text}`, tookMs: 34 }]
}
