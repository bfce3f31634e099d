import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { OBJECT_KEYS, PREFIXES } from '../../domain/privacy/data-map.ts'
import { createCtx } from '../../platform/create-ctx.ts'
import { type BusyPerson, busyPerson } from '../../test-support/busy-person.ts'
import { call, newLearner } from '../../test-support/client.ts'
import { Death, dyingCtx } from '../../test-support/dying-ctx.ts'
import { handedOver, newJob, received, report } from '../../test-support/job.ts'
import { holding, rowsOfPeople, wholeWorld } from '../../test-support/whole-world.ts'
import { sweep } from '../media/sweep.ts'
import { checkLedger } from '../wallet/check-ledger.ts'
import { continueDeletion } from './continue-deletion.ts'
import { deleteAccount } from './delete-account.ts'

const newMark = () => `zq${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`

async function twoPeople() {
  const logs = [vi.spyOn(console, 'info'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
  const [stays, leaves] = [newMark(), newMark()]
  await busyPerson(stays)
  const rowsOfOne = await rowsOfPeople()
  const gone = await busyPerson(leaves)
  return {
    stays,
    leaves,
    gone,
    rowsOfOne,
    before: await wholeWorld(),
    rowsOfBoth: await rowsOfPeople(),
    logged: () => logs.flatMap((log) => log.mock.calls.flat()).join('\n'),
  }
}

/** Nothing of the one, everything of the other, and books that add up. */
async function expectOnlyOneLeft({
  stays,
  leaves,
  gone,
  rowsOfOne,
  rowsOfBoth,
  before,
  logged,
}: Awaited<ReturnType<typeof twoPeople>>) {
  for (const [table, rows] of Object.entries(rowsOfBoth)) {
    // Else the search would say nothing about this table: a busy person has to use what fills it.
    expect([table, rows > (rowsOfOne[table] ?? 0), (rowsOfOne[table] ?? 0) > 0]).toEqual([table, true, true])
  }
  const after = await wholeWorld()
  expect(holding(before, leaves).length).toBeGreaterThan(15)
  for (const trace of [leaves, gone.userId]) expect(holding(after, trace)).toEqual([])
  expect(holding(after, stays)).toEqual(holding(before, stays))
  expect(await rowsOfPeople()).toEqual(rowsOfOne)
  const { key, multipartId } = gone.openUpload
  await expect(env.MEDIA.resumeMultipartUpload(key, multipartId).uploadPart(1, 'x')).rejects.toThrow()
  expect(holding([{ where: '', text: logged() }], leaves)).toEqual([])
  expect(await checkLedger(createCtx(env))).toMatchObject({ ok: true })
  const held = await env.DB.prepare(
    "SELECT h.id FROM holds h LEFT JOIN jobs j ON j.id = h.job_id WHERE h.status = 'held' AND j.id IS NULL",
  ).all()
  expect(held.results).toEqual([])
}

/** The running job's runner was told to stop. */
const wasStopped = async ({ jobIds: [, running = ''] }: BusyPerson) => (await received(running)).aborted.length > 0

/** Drizzle wraps what its driver throws. */
const outcomeOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    const isDeath = error instanceof Death || (error instanceof Error && error.cause instanceof Death)
    if (!isDeath) throw error
    return 'died'
  })

describe('a person who leaves', () => {
  it('leaves nothing of what they wrote or sent, in no row, object or log line, and nothing of anybody else goes', async () => {
    const people = await twoPeople()
    const answer = await call('/me/data', { method: 'DELETE', token: people.gone.token })
    expect(answer).toMatchObject({ status: 200, data: { deleted: true, finished: true } })
    expect(await call('/auth/me', { token: people.gone.token })).toMatchObject({ status: 401 })
    await expectOnlyOneLeft(people)
    await vi.waitFor(async () => expect(await wasStopped(people.gone)).toBe(true))
    const password = `password ${people.leaves}`
    const login = { json: { email: `${people.leaves}@example.com`, password } }
    expect(await call('/auth/login', login)).toMatchObject({ status: 401, code: 'invalid_credentials' })
  })

  it('is deleted to the end by the sweep, wherever the deletion dies, as often as it dies', async () => {
    const people = await twoPeople()
    const { userId, token } = people.gone
    expect(await outcomeOf(deleteAccount(dyingCtx(createCtx(env), 1), userId))).toBe('died')
    // From the first step on nobody gets in.
    expect(await call('/auth/me', { token })).toMatchObject({ status: 401 })
    const row = env.DB.prepare('SELECT id FROM deletions WHERE user_id = ?').bind(userId)
    const id = (await row.first<{ id: string }>())?.id ?? ''
    const left = async () =>
      (
        await env.DB.prepare(
          'SELECT (SELECT COUNT(*) FROM jobs WHERE user_id = ?1) + (SELECT COUNT(*) FROM uploads WHERE user_id = ?1) AS n',
        )
          .bind(userId)
          .first<{ n: number }>()
      )?.n ?? 0
    let deaths = 0
    for (let steps = 1, before = await left(); (await left()) > 0; deaths += 1) {
      expect(await outcomeOf(continueDeletion(dyingCtx(createCtx(env), steps), { id, userId }, 50))).toBe('died')
      // Each step of each job and upload is the last one once; those that can be repeated are, every time.
      const now = await left()
      steps = now < before ? 1 : steps + 1
      before = now
    }
    expect(deaths).toBeGreaterThan(15)
    await sweep(createCtx(env))
    expect(
      await env.DB.prepare('SELECT user_id, finished_at > 0 AS finished FROM deletions WHERE id = ?').bind(id).first(),
    ).toEqual({
      user_id: null,
      finished: 1,
    })
    await expectOnlyOneLeft(people)
  })

  it('has their running job stopped first, also when it is one of more than a request deletes', async () => {
    const { token, user } = await newLearner(100)
    await env.DB.prepare(
      `INSERT INTO jobs (id, user_id, title, asr_model, status, created_at, updated_at)
       SELECT 'older-' || value, ?, '', 'm', 'failed', 1, 1
       FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60) SELECT value FROM n)`,
    )
      .bind(user.id)
      .run()
    const jobId = await newJob(token)
    await report(await handedOver(jobId), { type: 'probed', durationMs: 60_000 })
    const finished = async () =>
      (await call<{ finished: boolean }>('/me/data', { method: 'DELETE', token })).data.finished
    expect(await finished()).toBe(false)
    await vi.waitFor(async () => expect((await received(jobId)).aborted).toEqual([1]))
    const left = () =>
      env.DB.prepare('SELECT status FROM jobs WHERE user_id = ?').bind(user.id).all<{ status: string }>()
    expect((await left()).results).toHaveLength(11)
    expect((await left()).results.filter(({ status }) => status === 'running')).toEqual([])
    await sweep(createCtx(env))
    expect((await left()).results).toEqual([])
    expect(await checkLedger(createCtx(env))).toMatchObject({ ok: true })
  })

  it('is deleted also when the object of a running job does not answer', async () => {
    const { token, user } = await newLearner(100)
    const jobId = await newJob(token)
    await report(await handedOver(jobId), { type: 'probed', durationMs: 60_000 })
    const { jobs, ...rest } = createCtx(env)
    const deaf = { ...rest, jobs: { ...jobs, cancel: () => Promise.reject(new Error('no answer')) } }
    expect(await deleteAccount(deaf, user.id)).toMatchObject({ finished: true })
    expect(await checkLedger(createCtx(env))).toMatchObject({ ok: true })
    const holds = env.DB.prepare('SELECT status FROM holds WHERE job_id = ?').bind(jobId)
    expect((await holds.all()).results).toEqual([{ status: 'released' }])
  })

  it('keeps nobody else from being deleted while their own deletion fails', async () => {
    const [first, second] = [await newLearner(), await newLearner()]
    for (const [{ user }, requestedAt] of [
      [first, 1],
      [second, 2],
    ] as const) {
      await env.DB.prepare('INSERT INTO deletions (id, user_id, requested_at) VALUES (?1, ?1, ?2)')
        .bind(user.id, requestedAt)
        .run()
    }
    await env.DB.prepare(
      `CREATE TRIGGER stuck BEFORE DELETE ON users WHEN old.id = '${first.user.id}' BEGIN SELECT RAISE(ABORT, 'stuck'); END`,
    ).run()
    const isThere = async ({ user }: typeof first) =>
      (await env.DB.prepare('SELECT id FROM users WHERE id = ?').bind(user.id).first()) !== null
    await sweep(createCtx(env))
    expect([await isThere(first), await isThere(second)]).toEqual([true, false])
    await env.DB.prepare('DROP TRIGGER stuck').run()
    await sweep(createCtx(env))
    expect(await isThere(first)).toBe(false)
  })

  it('keeps nothing that could be deleted because something else could not', async () => {
    const { token, user } = await newLearner(100)
    const jobIds = [await newJob(token), await newJob(token), await newJob(token)]
    const { jobs, ...rest } = createCtx(env)
    const forget = (jobId: string) => (jobId === jobIds[0] ? Promise.reject(new Error('stuck')) : jobs.forget(jobId))
    expect(await deleteAccount({ ...rest, jobs: { ...jobs, forget } }, user.id)).toMatchObject({ finished: false })
    const left = await env.DB.prepare('SELECT id, status FROM jobs WHERE user_id = ?').bind(user.id).all()
    expect(left.results).toEqual([{ id: jobIds[0], status: 'cancelled' }])
    await sweep(createCtx(env))
    expect(await env.DB.prepare('SELECT id FROM users WHERE id = ?').bind(user.id).first()).toBeNull()
  })

  it('has nothing stored that is not on the map', async () => {
    await twoPeople()
    const strays = (await wholeWorld()).filter(({ where }) => {
      const [kind, name = '', ...rest] = where.split(' ')
      if (kind === 'R2') return !Object.keys(PREFIXES).some((prefix) => name.startsWith(prefix))
      return kind === 'DO' && !Object.hasOwn(OBJECT_KEYS[name] ?? {}, rest.at(-1) ?? '')
    })
    expect(strays).toEqual([])
  })
})
