import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { OBJECT_KEYS, PREFIXES } from '../../domain/privacy/data-map.ts'
import { createCtx } from '../../platform/create-ctx.ts'
import { type BusyPerson, busyPerson } from '../../test-support/busy-person.ts'
import { call } from '../../test-support/client.ts'
import { Death, dyingCtx } from '../../test-support/dying-ctx.ts'
import { received } from '../../test-support/job.ts'
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
