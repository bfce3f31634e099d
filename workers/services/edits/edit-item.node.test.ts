import { beforeEach, expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import type { EditBody } from '../../contract/exercises.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { recordAttempt } from '../exercises/record-attempt.ts'
import { finishRun } from '../runs/finish-run.ts'
import { storeItem } from '../runs/store-item.ts'
import { storeTranslations } from '../runs/store-translations.ts'
import { editItem } from './edit-item.ts'
import { undoEdit } from './undo-edit.ts'

const FRAME = 192
const ATTEMPT = 'fce3a1a4-6a9c-4d8c-9a55-0f3f3c1c7b11'

let world: LedgerWorld
let setId: string
let items: string[]
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann')
  await world.job('ann', 'lesson')
  // Neighbours in one object of sound, so that joining them reads none.
  for (const index of [0, 1, 2]) {
    const item = {
      segmentIndex: index,
      startMs: index * 2500,
      endMs: index * 2500 + 2400,
      transcriptEn: 'It was the best of times.',
      wordCount: 6,
      needsReview: false,
      reviewReason: null,
      confidence: null,
      translationZh: '',
      clip: { offset: (20 + index * 104) * FRAME, bytes: 100 * FRAME },
    }
    await storeItem(world.ctx, world.held('lesson'), item, { key: 'sound', bytes: 400 * FRAME })
  }
  await finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null })
  setId = String(world.rows('SELECT id FROM exercise_sets')[0]?.['id'])
  items = world.rows('SELECT id FROM exercise_items ORDER BY segment_index').map(({ id }) => String(id))
  const text = 'It was the rest of times.'
  const body = { itemId: items[0] ?? '', text, attemptId: ATTEMPT, hints: [], given: [], replays: 0 }
  await recordAttempt(world.ctx, 'ann', setId, body)
})

const change = (edit: EditBody) => (ctx: Ctx) => editItem(ctx, 'ann', setId, items[0] ?? '', edit)
const EDITS: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  split: change({ kind: 'split', wordIndex: 3 }),
  merge: change({ kind: 'merge' }),
  text: change({ kind: 'text', transcriptEn: 'It was the best of all times.' }),
  'heard right': change({ kind: 'heard_right', attemptId: ATTEMPT, verdictIndex: 3 }),
  nudge: change({ kind: 'nudge', edge: 'end', byMs: 50 }),
  'clip cut': change({ kind: 'clip_cut', edge: 'end' }),
  undo: (ctx) => undoEdit(ctx, 'ann', setId),
}

class Fault extends Error {}

it.each(Object.entries(EDITS))(
  '%s: a database that fails at any call is a fault, not a refusal',
  async (kind, edit) => {
    if (kind === 'undo') await EDITS['split']?.(world.ctx)
    let failing = 0
    for (let isDone = false; !isDone; failing += 1) {
      let calls = 0
      const ctx = world.ctxFor((call) => {
        calls += 1
        return calls > failing ? Promise.reject(new Fault('the connection was lost')) : Promise.resolve(call())
      })
      const edits = world.rows('SELECT id FROM item_edits').length
      try {
        await edit(ctx)
        isDone = true
      } catch (error) {
        expect(error).not.toBeInstanceOf(AppError)
        // drizzle wraps what the database throws.
        expect(error instanceof Fault || (error instanceof Error && error.cause instanceof Fault)).toBe(true)
      }
      // It is written, and only its answer is left to be read.
      if (world.rows('SELECT id FROM item_edits').length > edits) isDone = true
    }
    expect(failing).toBeGreaterThan(3)
  },
)

it('a translation of words that were changed while it was made is given to no other sentence', async () => {
  await world.job('ann', 'another')
  const translation = (segmentIndex: number) => ({
    segmentIndex,
    translationZh: '一句',
    model: 'mt',
    engine: 'a/model',
  })
  const another = { startMs: 0, endMs: 2400, wordCount: 6, needsReview: false, reviewReason: null, confidence: null }
  for (const segmentIndex of [0, 1]) {
    const item = { ...another, segmentIndex, transcriptEn: 'It was the age of wisdom.', translationZh: '' }
    await storeItem(world.ctx, world.held('another'), item, { key: 'sound', bytes: 1 })
  }
  const [item] = world.rows(
    "SELECT i.id, set_id FROM exercise_items i JOIN exercise_sets s ON s.id = set_id WHERE job_id = 'another' ORDER BY segment_index",
  )
  const text = { kind: 'text', transcriptEn: 'It was the age of foolishness.' } as const
  await editItem(world.ctx, 'ann', String(item?.['set_id']), String(item?.['id']), text)
  await storeTranslations(world.ctx, world.held('another'), [translation(0), translation(1)])
  expect(
    world.rows(
      "SELECT transcript_en, translation_zh, mt_engine FROM exercise_items WHERE mt_model = 'mt' ORDER BY segment_index",
    ),
  ).toEqual([
    { transcript_en: text.transcriptEn, translation_zh: '一句', mt_engine: null },
    { transcript_en: 'It was the age of wisdom.', translation_zh: '一句', mt_engine: 'a/model' },
  ])
})

it('says that a last sentence has none to merge with, and that a sentence is not there', async () => {
  const merge = (itemId: string) => editItem(world.ctx, 'ann', setId, itemId, { kind: 'merge' })
  await expect(merge(items[2] ?? '')).rejects.toMatchObject({ code: 'edit_not_possible' })
  await expect(merge('another')).rejects.toMatchObject({ code: 'item_not_found' })
})
