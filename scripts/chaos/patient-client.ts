import { openAsBlob } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import type { Page } from '../../workers/contract/envelope.ts'
import type { JobView } from '../../workers/contract/jobs.ts'
import { ApiClient } from '../lib/api-client.ts'
import { ADMIN_TOKEN } from './shaky-product.ts'

const TRIES = 60

/** Does it again while the Worker is away, as a learner would; what was done twice by that is a second job. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES || (error instanceof Error && / answered 4\d\d /.test(error.message))) throw error
      await sleep(500)
    }
  }
}

export type Sentence = { text: string; startMs: number; endMs: number; audioUrl: string | null }

/** A learner of the product under chaos. */
export class PatientClient {
  private readonly api: ApiClient
  /** The most finished sentences that each job was ever seen with, by its id. */
  readonly seenReady = new Map<string, number>()

  private constructor(api: ApiClient) {
    this.api = api
  }

  static async join(origin: string, credits: number): Promise<PatientClient> {
    const api = new ApiClient(origin)
    const { codes } = await api.data<{ codes: string[] }>('/admin/redeem-codes', {
      json: { count: 1, credits },
      headers: { 'x-admin-token': ADMIN_TOKEN },
    })
    await api.join(codes[0])
    return new PatientClient(api)
  }

  upload = (file: string, title: string): Promise<string> =>
    patiently(async () => this.api.upload(await openAsBlob(file), `${title}.mp3`))

  /** Whether it was there to be done. */
  async ask(jobId: string, what: 'cancel' | 'retry'): Promise<boolean> {
    return patiently(async () => (await this.api.call(`/jobs/${jobId}/${what}`, { method: 'POST' })).code === 'ok')
  }

  async jobs(): Promise<JobView[]> {
    const all: JobView[] = []
    let cursor: string | null = null
    do {
      const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Page<JobView> = await patiently(() => this.api.data(`/jobs?limit=100${after}`))
      all.push(...page.items)
      cursor = page.nextCursor
    } while (cursor !== null)
    for (const { jobId, readyItems } of all) {
      this.seenReady.set(jobId, Math.max(readyItems, this.seenReady.get(jobId) ?? 0))
    }
    return all
  }

  async sentences(job: JobView): Promise<Sentence[]> {
    if (job.exerciseSetId === null) return []
    const { items } = await patiently(() => this.api.data<ExerciseView>(`/exercises/${job.exerciseSetId}`))
    return items.map(({ transcriptEn: text, startMs, endMs, audioUrl }) => ({ text, startMs, endMs, audioUrl }))
  }

  /** Bytes of a sentence's sound; 0 when it cannot be had. */
  async soundBytes({ audioUrl }: Sentence): Promise<number> {
    if (audioUrl === null) return 0
    const response = await patiently(() => fetch(new URL(audioUrl, this.api.origin)))
    const bytes = (await response.arrayBuffer()).byteLength
    return response.ok ? bytes : 0
  }

  wallet = () => patiently(() => this.api.data<{ balanceCredits: number; heldCredits: number }>('/wallet'))
}
