import { beforeEach, describe, expect, it } from 'vitest'
import { uploads } from '../../db/schema/uploads.ts'
import { codeOf } from '../../test-support/code-of.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { buryJob } from '../dead-letters/bury-job.ts'
import { resendDeadLetter } from '../dead-letters/resend-dead-letter.ts'
import { admitJob, createJob, type JobSource } from '../jobs/create-job.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { finishRun } from '../runs/finish-run.ts'
import { deleteRoute } from './delete-route.ts'
import { patchRoutes } from './patch-routes.ts'

/** The routes of every job here; neither is a default, so that each can be deleted. */
const ROUTES = { asrModel: 'our-asr', mtModel: 'our-mt' }
const REFUSALS = { 'our-asr': 'asr_model_disabled', 'our-mt': 'mt_model_disabled' } as const
const LINK: JobSource = { kind: 'url', url: 'https://example.com/lesson.mp3' }
const UPLOAD: JobSource = {
  kind: 'stored',
  key: 'source/upload',
  fileName: 'lesson.mp3',
  sizeBytes: 1000,
  hash: null,
  expiresAt: Date.parse('2099-01-01'),
  uploadId: 'upload',
}

let world: LedgerWorld
async function newWorld(): Promise<void> {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  world.database.exec(`
    INSERT INTO model_routes (model_name, task, provider, provider_model, unit, enabled, cost_per_unit_micros, updated_at)
    SELECT 'our-asr', task, provider, provider_model, unit, 1, cost_per_unit_micros, 0 FROM model_routes WHERE model_name = 'moonshine-base'
    UNION ALL SELECT 'our-mt', task, provider, provider_model, unit, 1, 1000000, 0 FROM model_routes WHERE model_name = 'qwen-mt'`)
}
beforeEach(newWorld)

async function create(ctx: Ctx, source: JobSource): Promise<void> {
  // The names are what is stored: that the deployment has no key for a translation is another matter.
  await admitJob(ctx, 'ann', ROUTES)
  const routes = { asr: { modelName: ROUTES.asrModel }, mt: { modelName: ROUTES.mtModel } }
  await createJob(ctx, 'ann', { jobId: 'lesson', source, title: undefined, routes, cues: null })
}
const die = async () => {
  await create(world.ctx, LINK)
  await buryJob(world.ctx, { jobId: 'lesson', run: 1, lease: 0 })
}
const letter = () => String(world.rows('SELECT id FROM dead_letters')[0]?.['id'])

type Way = { prepare: () => Promise<unknown>; begin: (ctx: Ctx) => Promise<unknown> }
/** The ways in which a job comes to a run. */
const WAYS: Record<string, Way> = {
  'a new job': { prepare: () => Promise.resolve(), begin: (ctx) => create(ctx, LINK) },
  'a new job with an upload': {
    prepare: () => {
      const { clock, ctx } = world
      const row = { id: 'upload', userId: 'ann', fileName: '', sizeBytes: 1000, objectKey: 'source/upload' }
      const dates = { createdAt: clock.now, expiresAt: clock.now + 1e9 }
      return ctx.db.insert(uploads).values({ ...row, ...dates, multipartId: '', status: 'completed' })
    },
    begin: (ctx) => create(ctx, UPLOAD),
  },
  'a retry': {
    prepare: async () => {
      await create(world.ctx, LINK)
      await finishRun(world.ctx, 'lesson', { status: 'failed', errorCode: 'asr_failed' })
    },
    begin: (ctx) => retryJob(ctx, 'ann', 'lesson'),
  },
  'a dead letter sent again': { prepare: die, begin: (ctx) => resendDeadLetter(ctx, letter()) },
}

const everything = () =>
  ['jobs', 'uploads', 'holds', 'wallets', 'ledger_entries', 'dead_letters', 'job_events'].map((table) =>
    world.rows(`SELECT * FROM ${table}`),
  )
const open = () => world.rows("SELECT id FROM jobs WHERE status IN ('queued', 'running')").length
const isThere = (name: string) => world.rows('SELECT 1 FROM model_routes WHERE model_name = ?', name).length === 1

describe.each(Object.entries(WAYS))('%s', (_name, { prepare, begin }) => {
  describe.each(Object.entries(REFUSALS))('and its route %s', (route, refusal) => {
    it('which was deleted before: says so, and changes nothing', async () => {
      await prepare()
      await deleteRoute(world.ctx, route)
      const before = everything()
      expect(await codeOf(begin(world.ctx))).toBe(refusal)
      expect(everything()).toEqual(before)
    })

    it('which is deleted afterwards: it is in use', async () => {
      await prepare()
      await begin(world.ctx)
      expect(await codeOf(deleteRoute(world.ctx, route))).toBe('model_route_in_use')
      expect([open(), isThere(route)]).toEqual([1, true])
    })

    it('which is deleted in between, at any moment: one of the two is refused', async () => {
      const refused: string[] = []
      for (let moment = 0, isOver = false; !isOver; moment += 1) {
        await newWorld()
        await prepare()
        const before = everything()
        let deletion = 'not yet'
        let calls = 0
        const ctx = world.ctxFor(async (call) => {
          if (calls === moment) deletion = await codeOf(deleteRoute(world.ctx, route))
          calls += 1
          return call()
        })
        const beginning = await codeOf(begin(ctx))
        isOver = deletion === 'not yet'
        if (isOver) break
        refused.push(beginning === 'ok' ? deletion : beginning)
        if (beginning === 'ok') expect([deletion, open(), isThere(route)]).toEqual(['model_route_in_use', 1, true])
        else expect([deletion, everything(), isThere(route)]).toEqual(['ok', before, false])
      }
      expect(refused).toContain(refusal)
      expect(refused.filter((code) => code !== 'model_route_in_use' && code !== refusal)).toEqual([])
    })

    it('which is disabled before it begins: says so, and changes nothing', async () => {
      await prepare()
      const before = everything()
      await patchRoutes(world.ctx, { items: [{ modelName: route, enabled: false }] })
      expect(await codeOf(begin(world.ctx))).toBe(refusal)
      expect(everything()).toEqual(before)
    })
  })
})

it('a retry of a job without a translation needs none, also when the default one is disabled', async () => {
  const routes = { asr: { modelName: ROUTES.asrModel }, mt: null }
  await createJob(world.ctx, 'ann', { jobId: 'lesson', source: LINK, title: undefined, routes, cues: null })
  await finishRun(world.ctx, 'lesson', { status: 'failed', errorCode: 'asr_failed' })
  world.database.exec("UPDATE model_routes SET enabled = 0 WHERE model_name = 'qwen-mt'")
  const ctx = { ...world.ctx, settings: { ...world.ctx.settings, defaultMtModel: 'qwen-mt' } }
  expect(await retryJob(ctx, 'ann', 'lesson')).toMatchObject({ status: 'queued' })
})

it('clips that are cut anew need no route, and keep none from being deleted', async () => {
  await deleteRoute(world.ctx, 'our-asr')
  const routes = { asr: { modelName: 'our-asr' }, mt: null }
  const job = { jobId: 'lesson', source: LINK, title: undefined, routes, cues: null, restoresSetId: 'a set' }
  expect(await createJob(world.ctx, 'ann', job)).toMatchObject({ status: 'queued' })
  world.database.exec("UPDATE jobs SET asr_model = 'our-mt'")
  expect(await deleteRoute(world.ctx, 'our-mt')).toEqual({ deleted: true })
  await finishRun(world.ctx, 'lesson', { status: 'failed', errorCode: 'runner_lost' })
  expect(await retryJob(world.ctx, 'ann', 'lesson')).toMatchObject({ status: 'queued' })
})
