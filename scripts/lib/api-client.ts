import type { Envelope } from '../../workers/contract/envelope.ts'
import type { JobView } from '../../workers/contract/jobs.ts'

type Options = { method?: string; json?: unknown; body?: FormData; token?: string; headers?: Record<string, string> }

/** The product's API from outside, for the bench and the end-to-end test. */
export class ApiClient {
  readonly origin: string
  readonly email = `${crypto.randomUUID()}@example.com`
  readonly password = 'a good password'
  token: string | undefined

  constructor(origin: string) {
    this.origin = origin
  }

  async call<T>(path: string, options: Options = {}): Promise<Envelope<T> & { status: number }> {
    const response = await fetch(`${this.origin}/api/v2${path}`, {
      method: options.method ?? (options.json === undefined && !options.body ? 'GET' : 'POST'),
      headers: { ...(this.token && { authorization: `Bearer ${this.token}` }), ...options.headers },
      ...(options.json !== undefined && { body: JSON.stringify(options.json) }),
      ...(options.body && { body: options.body }),
    })
    const answer: Envelope<T> = await response.json()
    return { ...answer, status: response.status }
  }

  /** The data of a call that must go well. Throws with its code otherwise. */
  async data<T>(path: string, options: Options = {}): Promise<T> {
    const answer = await this.call<T>(path, options)
    if (answer.code !== 'ok') throw new Error(`${path} answered ${answer.status} ${answer.code}: ${answer.message}`)
    return answer.data
  }

  /** A new account, signed in, with the credits of `redeemCode` where one is given. */
  async join(redeemCode?: string): Promise<void> {
    const json = { email: this.email, password: this.password }
    this.token = (await this.data<{ token: string }>('/auth/register', { json })).token
    if (redeemCode) {
      await this.data('/wallet/redeem', { json: { code: redeemCode, idempotencyKey: crypto.randomUUID() } })
    }
  }

  async upload(file: Blob, name: string): Promise<string> {
    const body = new FormData()
    body.append('video_file', file, name)
    return (await this.data<{ jobId: string }>('/jobs', { body })).jobId
  }

  async submitLink(sourceUrl: string): Promise<string> {
    return (await this.data<{ jobId: string }>('/jobs', { json: { sourceUrl } })).jobId
  }

  /** Polls the job until `isThere` says so or it has ended. */
  async waitFor(jobId: string, isThere: (job: JobView) => boolean, pollMs = 200): Promise<JobView> {
    for (;;) {
      const job = await this.data<JobView>(`/jobs/${jobId}`)
      if (isThere(job) || !['queued', 'running'].includes(job.status)) return job
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }
}
