import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { call, newLearner, send } from '../test-support/client.ts'
import { finishedJob, handedOver, newJob } from '../test-support/job.ts'

const metrics = async (): Promise<string> => (await send('/metrics')).text()

describe('health and metrics', () => {
  it.each(['/healthz', '/api/v2/healthz'])('%s says that the parts answer', async (path) => {
    const response = await send(path)
    expect([response.status, await response.json()]).toMatchObject([200, { code: 'ok', data: { status: 'ok' } }])
  })

  it('counts requests by pattern and status, attempts and the outcome of jobs', async () => {
    const { token } = await newLearner(50)
    await finishedJob(token, ['One sentence.', 'Another one.'])
    const waiting = await newJob(token)
    await handedOver(waiting)
    await call(`/jobs/${waiting}`, { token })
    await call('/jobs/unknown', { token })
    const text = await metrics()
    expect(text).toMatch(
      /^listening_http_requests_total\{service="api",method="GET",route="\/api\/v2\/jobs\/:jobId",status="200"\} \d+$/m,
    )
    expect(text).toContain('route="/api/v2/jobs/:jobId",status="404"} 1\n')
    expect(text).toContain('listening_jobs_ended_total{status="succeeded",error=""} 1\n')
    expect(text).toContain('listening_items_total 2\n')
    expect(text).toMatch(/^listening_jobs\{status="running",stage="ingest"\} 1$/m)
    expect(text).not.toContain(waiting)
  })

  it('is well-formed: every series under its family, buckets rising to +Inf', async () => {
    const text = await metrics()
    for (const line of text.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) listening_\w+ .+|listening_\w+(\{([a-z_]+="[^"]*",?)+\})? [\d.e+-]+)$/)
    }
    const buckets = [...text.matchAll(/_bucket\{service="api",route="\/healthz",le="([^"]+)"\} (\d+)/g)]
    expect(buckets.at(-1)?.[1]).toBe('+Inf')
    const counts = buckets.map((bucket) => Number(bucket[2]))
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  })
})

describe('a fault of ours', () => {
  it('is answered in the envelope with a fixed sentence and nothing of the exception', async () => {
    const { token } = await newLearner()
    await env.DB.exec('ALTER TABLE model_routes RENAME TO model_routes_away')
    const answer = await call('/models', { token })
    await env.DB.exec('ALTER TABLE model_routes_away RENAME TO model_routes')
    expect(answer).toMatchObject({ status: 500, code: 'internal_error', data: {} })
    expect(answer.message).toBe('Something went wrong on our side.')
    expect(answer.headers.get('x-request-id')).toBe(answer.requestId)
  })
})
