import { expect, it } from 'vitest'
import type { SettleBody } from '../../contract/disputes.ts'
import { AppError } from '../../contract/errors.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { FRAME_BYTES } from '../../domain/clips/mp3-frames.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { editItem } from '../edits/edit-item.ts'
import { undoEdit } from '../edits/undo-edit.ts'
import { settleDispute } from './settle-dispute.ts'

/**
 * An admin settles a dispute while somebody else does something, before each of the admin's calls to the database in turn.
 * What comes of it must be what comes of one after the other, or a refusal that changed nothing.
 */
const NONE = { startByMs: 0, endByMs: 0 }
const SETTLEMENTS: Record<string, SettleBody> = {
  upheld: { settlement: 'upheld' },
  dismissed: { settlement: 'dismissed' },
  'moved edges': { settlement: 'corrected', startByMs: -50, endByMs: 100 },
  'another text': { settlement: 'corrected', transcriptEn: 'It was.', ...NONE },
}

type World = { ledger: LedgerWorld; disputeId: string }

const settle =
  (body: SettleBody) =>
  ({ disputeId }: World, ctx: Ctx) =>
    settleDispute(ctx, disputeId, body)

const RIVALS: Record<string, (world: World, ctx: Ctx) => Promise<unknown>> = {
  'the learner takes it back': (_, ctx) => undoEdit(ctx, 'ann', 'set'),
  'the learner moves an edge': (_, ctx) =>
    editItem(ctx, 'ann', 'set', 'item', { kind: 'nudge', edge: 'start', byMs: -50 }),
  'the learner leaves': async ({ ledger }) => ledger.rows("DELETE FROM users WHERE id = 'ann'"),
  'another admin upholds it': settle({ settlement: 'upheld' }),
  'another admin moves the end': settle({ settlement: 'corrected', startByMs: 0, endByMs: -50 }),
  'another admin corrects the text': settle({ settlement: 'corrected', transcriptEn: 'It is.', ...NONE }),
}

/** A sentence with sound around it, whose end the learner reported as cut. */
async function newWorld(): Promise<World> {
  const ledger = new LedgerWorld()
  const { ctx } = ledger
  const createdAt = ctx.now()
  await ledger.learner('ann')
  await ledger.job('ann', 'job', false)
  const audioExpiresAt = createdAt + 1000
  await ctx.db
    .insert(exerciseSets)
    .values({ id: 'set', userId: 'ann', jobId: 'job', title: '', createdAt, audioExpiresAt })
  await ctx.db.update(jobs).set({ exerciseSetId: 'set' })
  await ctx.db.insert(exerciseItems).values({
    id: 'item',
    setId: 'set',
    segmentIndex: 0,
    startMs: 5000,
    endMs: 7400,
    transcriptEn: 'It was the best of times.',
    wordCount: 6,
    clipKey: 'clips/job/0.mp3',
    clipOffset: 60 * FRAME_BYTES,
    clipBytes: 100 * FRAME_BYTES,
    clipObjectBytes: 220 * FRAME_BYTES,
    createdAt,
  })
  await editItem(ctx, 'ann', 'set', 'item', { kind: 'clip_cut', edge: 'end' })
  const [dispute] = ledger.rows('SELECT id FROM item_edits')
  return { ledger, disputeId: String(dispute?.['id']) }
}

/** `ok`, or the code of the refusal. */
const answerOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof AppError) return error.code
      throw error
    },
  )

const stateOf = ({ ledger }: World) => ({
  items: ledger.rows('SELECT * FROM exercise_items'),
  edits: ledger.rows('SELECT * FROM item_edits ORDER BY seq').map((row) => ({ ...row, id: null })),
})

type Outcome = { admin: string; rival: string; state: ReturnType<typeof stateOf> }

/** `rival` acts before the admin's call number `at` to the database; null when the admin makes no such call. */
async function meanwhile(body: SettleBody, act: (typeof RIVALS)[string], at: number): Promise<Outcome | null> {
  const world = await newWorld()
  let calls = 0
  let rival: string | null = null
  const ctx = world.ledger.ctxFor(async (call) => {
    if (calls++ === at) rival = await answerOf(act(world, world.ledger.ctx))
    return call()
  })
  const admin = await answerOf(settle(body)(world, ctx))
  return rival === null ? null : { admin, rival, state: stateOf(world) }
}

async function inTurn(...[first, second]: [(typeof RIVALS)[string], (typeof RIVALS)[string]]) {
  const world = await newWorld()
  const one = await answerOf(first(world, world.ledger.ctx))
  const other = await answerOf(second(world, world.ledger.ctx))
  return [one, other, stateOf(world)] as const
}

const CASES = Object.keys(SETTLEMENTS).flatMap((what) => Object.keys(RIVALS).map((who) => [what, who] as const))

it.each(CASES)('%s, while %s: as one after the other, or not at all', async (what, who) => {
  const [body, act] = [SETTLEMENTS[what], RIVALS[who]]
  if (!body || !act) throw new Error('no such case')
  const [rivalFirst, adminSecond, then] = await inTurn(act, settle(body))
  const [adminFirst, rivalSecond, otherwise] = await inTurn(settle(body), act)
  const [alone, , unchanged] = await inTurn(act, () => Promise.resolve())
  const allowed: Outcome[] = [
    { admin: adminSecond, rival: rivalFirst, state: then },
    { admin: adminFirst, rival: rivalSecond, state: otherwise },
    { admin: 'edit_conflict', rival: alone, state: unchanged },
  ]
  let at = 0
  for (let outcome = await meanwhile(body, act, 0); outcome !== null; outcome = await meanwhile(body, act, at)) {
    expect(allowed).toContainEqual(outcome)
    at += 1
  }
  expect(at).toBeGreaterThan(1)
})

it.each(['the learner takes it back', 'the learner leaves'])(
  'is not settled as if it stood when %s just before that is written',
  async (who) => {
    for (const body of Object.values(SETTLEMENTS)) {
      const { ledger, disputeId } = await newWorld()
      let calls = 0
      const counting = ledger.ctxFor((call) => Promise.resolve(call()).finally(() => (calls += 1)))
      await settleDispute(counting, disputeId, body)
      const act = RIVALS[who] ?? (() => Promise.reject(new Error('no such case')))
      const [alone, , unchanged] = await inTurn(act, () => Promise.resolve())
      const outcome = await meanwhile(body, act, calls - 1)
      expect(outcome).toEqual({ admin: 'dispute_not_found', rival: alone, state: unchanged })
      for (const edit of unchanged.edits) expect(edit).toMatchObject({ settled_at: null, settlement: null })
    }
  },
)

class Fault extends Error {}

it.each(Object.entries(SETTLEMENTS))(
  '%s: a database that fails at any call is a fault, and nothing is settled',
  async (_, body) => {
    let failing = 0
    for (; ; failing += 1) {
      const world = await newWorld()
      const before = stateOf(world)
      let calls = 0
      const ctx = world.ledger.ctxFor((call) =>
        calls++ < failing ? Promise.resolve(call()) : Promise.reject(new Fault('the connection was lost')),
      )
      const outcome = await settle(body)(world, ctx).catch((error: unknown) => error)
      if (!(outcome instanceof Error)) break
      // drizzle wraps what the database throws.
      expect(outcome instanceof Fault || outcome.cause instanceof Fault).toBe(true)
      expect(stateOf(world)).toEqual(before)
    }
    expect(failing).toBeGreaterThan(1)
  },
)
