import { beforeEach, describe, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { someItem } from '../../test-support/some-item.ts'
import { finishRun } from './finish-run.ts'
import { holdForRun } from './hold-for-run.ts'
import { storeItem } from './store-item.ts'
import { storeTranslations } from './store-translations.ts'

const MT = { model: 'qwen-mt', costPerUnit: 100, multiplier: 1, unit: 'thousand_characters', estimatedSentences: 9 }
const ASR = { model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 }
const QUOTE = {
  seconds: 60,
  credits: 6,
  mt: MT,
  asr: { ...ASR, fallbacks: [{ ...ASR, model: 'cheap', costPerUnit: 0 }] },
}

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson')
  await holdForRun(world.ctx, world.held('lesson'), 60_000)
  world.database.prepare('UPDATE jobs SET quote = ?').run(JSON.stringify(QUOTE))
})

/** Ten seconds each. */
const heardBy = (index: number, asrModel: string) =>
  storeItem(
    world.ctx,
    world.held('lesson'),
    { ...someItem(index, 'One sentence.'), startMs: index * 10_000, endMs: (index + 1) * 10_000, asrModel },
    { key: `clip ${index}`, bytes: 1 },
  )
const translate = (segmentIndex: number, characters?: number) =>
  storeTranslations(world.ctx, world.held('lesson'), [
    {
      segmentIndex,
      translationZh: '一句',
      model: 'qwen-mt',
      engine: 'x',
      ...(characters !== undefined && { characters }),
    },
  ])
/** What cancelling it now costs. */
async function bill(): Promise<string[]> {
  await finishRun(world.ctx, 'lesson', { status: 'cancelled', errorCode: null })
  return world.entries({ job: 'lesson' })
}

describe('what is charged', () => {
  it('is what was heard and translated, whatever its learner has made of it meanwhile', async () => {
    await heardBy(0, 'moonshine-base')
    await heardBy(1, 'cheap')
    await heardBy(2, 'moonshine-base')
    await translate(0)
    // As edits of the text and of an edge do.
    world.database.exec("UPDATE exercise_items SET transcript_en = 'Hi.'")
    world.database.exec('UPDATE exercise_items SET end_ms = 1000 WHERE segment_index = 0')
    // A run that goes on sends the words as they are then, and says how many characters they are.
    await translate(2, 3)
    // 20 s by the quoted model are 2 credits; "One sentence." has 13 characters and "Hi." 3: 1.6 credits.
    expect(await bill()).toEqual(['hold 6', 'settle 4', 'release 2'])
  })

  it('is what a sentence of before that was written down is now', async () => {
    await heardBy(0, 'moonshine-base')
    await translate(0)
    world.database.exec(
      "UPDATE exercise_items SET heard_end_ms = NULL, mt_characters = NULL, transcript_en = 'Hi there, Ann.'",
    )
    // 10 s are 1 credit, 14 characters 1.4.
    expect(await bill()).toEqual(['hold 6', 'settle 3', 'release 3'])
  })
})
