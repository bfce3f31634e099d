import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunnerJob } from '../contract/runner.ts'

/**
 * A small real server in the runner's place, for the Worker's tests: it takes jobs and keeps what it was sent, so that a
 * test can read it (`GET /received/{jobId}`) and play the runner's callbacks itself. A source named `busy-…` is refused
 * with 503 the first time, one named `room-<room>-…` as long as its room (`PUT /rooms/{room}?free=n`) has no place. Runs in the process of vitest's main thread; does not keep it alive.
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
