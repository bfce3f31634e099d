import type { DatabaseSync } from 'node:sqlite'
import { createDb } from '../db/client.ts'
import { users } from '../db/schema/users.ts'
import { wallets } from '../db/schema/wallet.ts'
import type { Ctx } from '../services/context.ts'
import { createJob } from '../services/jobs/create-job.ts'
import { chooseRoutes } from '../services/model-routes/choose-routes.ts'
import { createBatch } from '../services/redeem-codes/create-batch.ts'
import { beginRun } from '../services/runs/begin-run.ts'
import type { Lease } from '../services/runs/held-by.ts'
import { markRunning } from '../services/runs/mark-running.ts'
import { finishRun } from '../services/runs/finish-run.ts'
import { redeem } from '../services/wallet/redeem.ts'
import { readSettings } from '../settings.ts'
import { type Around, newDatabase, sqliteD1 } from './sqlite-d1.ts'

const settings = readSettings({
  JWT_SECRET: 'only-for-tests-0123456789-0123456789',
  ADMIN_API_TOKEN: 'only-for-tests-admin-token',
  RUNNER_SECRET: 'only-for-tests-runner-0123456789-012',
  JWT_EXP_MINUTES: 10_080,
  MAX_VIDEO_MINUTES: 20,
  MAX_FORM_UPLOAD_MB: 95,
  MAX_UPLOAD_MB: 2048,
  KEEP_SOURCE_HOURS: 24,
  KEEP_INTERMEDIATE_HOURS: 72,
  LOGIN_TRIES_PER_MINUTE: 10,
  REGISTRATIONS_PER_MINUTE: 30,
  REDEEMS_PER_MINUTE: 20,
  DEFAULT_ASR_MODEL: 'moonshine-base',
  DEFAULT_MT_MODEL: '',
  RUNNER_MODE: 'http',
  RUNNER_URL: 'http://runner.test',
  RUNNER_INSTANCES: 1,
  LEASE_SECONDS: 30,
  PUBLIC_ORIGIN: 'http://worker.test',
  ALLOWED_ORIGINS: '',
  URL_ALLOW_HOSTS: '',
  METRICS_TOKEN: '',
})

/**
 * The wallet's verbs over a database in this process: what the ledger's tests in Node share. Queue messages and limits
 * are written down in `sent` and `tries`; the clock is `clock.now`.
 */
export class LedgerWorld {
  readonly database: DatabaseSync = newDatabase()
  readonly clock = { now: Date.parse('2026-11-24T12:00:00Z') }
  readonly tries: [key: string, perMinute: number][] = []
  readonly refusedKeys = new Map<string, number>()
  readonly ctx: Ctx = this.ctxFor((call) => Promise.resolve(call()))

  /** The world as one process sees it: each of its calls to the database goes through `around`. */
  ctxFor(around: Around): Ctx {
    const ctx: Ctx = {
      db: createDb(sqliteD1(this.database, around)),
      media: { delete: () => Promise.resolve() } as unknown as R2Bucket,
      jobQueue: { send: () => Promise.resolve() },
      jobs: {
        start: () => Promise.resolve(),
        fail: (jobId, run, errorCode) => finishRun(ctx, jobId, { run, status: 'failed', errorCode }),
        offer: () => Promise.resolve(),
        cancel: (jobId) => finishRun(ctx, jobId, { status: 'cancelled', errorCode: null }),
        forget: () => Promise.resolve(),
        connect: () => Promise.reject(new Error('there are no sockets here')),
      },
      trials: { tryRoute: () => Promise.reject(new Error('there are no runners here')) },
      limits: {
        take: (key, perMinute) => {
          this.tries.push([key, perMinute])
          return Promise.resolve(this.refusedKeys.get(key) ?? null)
        },
        peek: (key) => Promise.resolve(this.refusedKeys.get(key) ?? null),
      },
      settings,
      origin: 'http://worker.test',
      now: () => this.clock.now,
    }
    return ctx
  }

  async learner(id: string, credits = 0): Promise<string> {
    const createdAt = this.clock.now
    await this.ctx.db.insert(users).values({ id, email: `${id}@example.com`, passwordHash: '', createdAt })
    await this.ctx.db.insert(wallets).values({ id: `wallet-${id}`, userId: id, createdAt })
    if (credits > 0)
      await redeem(this.ctx, id, { code: await this.code(credits), idempotencyKey: `start-${id}` }, '192.0.2.1')
    return id
  }

  async code(credits: number, expiresDays = 30): Promise<string> {
    const { codes } = await createBatch(this.ctx, { count: 1, credits, expiresDays, prefix: 'V2' })
    return codes[0] ?? ''
  }

  /** A job that a runner works on and that has not been quoted. */
  async job(userId: string, jobId: string, isRunning = true): Promise<string> {
    const routes = await chooseRoutes(this.ctx, {})
    const source = { kind: 'url', url: 'https://example.com/lesson.mp3' } as const
    await createJob(this.ctx, userId, { jobId, source, title: undefined, routes, cues: null })
    if (isRunning) await this.begin(jobId)
    return jobId
  }

  /** Gives a job that waits to a runner, as its object does. */
  async begin(jobId: string, ctx = this.ctx): Promise<void> {
    const { lease } = this.held(jobId)
    const [row] = this.rows('SELECT run FROM jobs WHERE id = ?', jobId)
    const next = { jobId, lease: lease + 1 }
    if (await beginRun(ctx, next, Number(row?.['run']))) await markRunning(ctx, next)
  }

  /** A job as the runner holds it that has it now. */
  held(jobId: string): Lease {
    const [row] = this.rows('SELECT lease FROM jobs WHERE id = ?', jobId)
    return { jobId, lease: Number(row?.['lease'] ?? 0) }
  }

  rows(sql: string, ...params: string[]): Record<string, unknown>[] {
    return this.database
      .prepare(sql)
      .all(...params)
      .map((row) => ({ ...row }))
  }

  /** Kind and amount of each ledger entry of a job or a learner, oldest first. */
  entries(of: { job: string } | { learner: string }): string[] {
    const [column, value] = 'job' in of ? ['job_id', of.job] : ['wallet_id', `wallet-${of.learner}`]
    return this.rows(
      `SELECT entry_type || ' ' || amount AS entry FROM ledger_entries WHERE ${column} = ? ORDER BY seq`,
      value,
    ).map(({ entry }) => String(entry))
  }
}
