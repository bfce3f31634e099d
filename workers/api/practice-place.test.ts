import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AttemptView, ExerciseView } from '../contract/exercises.ts'
import type { Page } from '../contract/envelope.ts'
import type { SavedWordView } from '../contract/words.ts'
import { call, newLearner } from '../test-support/client.ts'
import { finishedJob } from '../test-support/job.ts'

async function newSet() {
  const { token } = await newLearner(50)
  const { exerciseSetId: setId } = await finishedJob(token, ['It was the best of times,', 'it was the worst of times.'])
  const view = async () => (await call<ExerciseView>(`/exercises/${setId}`, { token })).data
  const [first, second] = (await view()).items
  if (!first || !second) throw new Error('the set has no two sentences')
  const keep = (json: object, who = token) => call(`/exercises/${setId}/place`, { token: who, method: 'PUT', json })
  const attempt = (json: object) => call<AttemptView>(`/exercises/${setId}/attempts`, { token, json })
  return { token, setId, view, first, second, keep, attempt }
}

describe('going on where one was, happy', () => {
  it('gives back sentence, mode, draft, hints and replays', async () => {
    const { view, second, keep } = await newSet()
    expect((await view()).place).toBeNull()
    const place = {
      itemId: second.id,
      mode: 'words',
      cloze: null,
      words: ['it', 'wa', ''],
      given: [],
      hints: [{ kind: 'letters', word: 2 }],
      replays: 4,
    }
    expect(await keep({ device: 'laptop-0001', ...place })).toMatchObject({ status: 200 })
    const after = await view()
    expect(after.place).toMatchObject(place)
    // By one clock, so that a device can tell which of two places is the younger.
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(after.place?.updatedAt ?? ''))
    const gaps = { mode: 'cloze', cloze: 'weak', words: ['', '', '', 'be', '', ''], given: [0, 1, 2, 4] }
    await keep({ device: 'laptop-0001', itemId: second.id, ...gaps })
    expect((await view()).place).toMatchObject(gaps)
    expect(after.progress.lastSegmentIndex).toBe(1)
  })

  it('goes on from the youngest of several devices, and none writes over another’s', async () => {
    const { view, first, second, keep } = await newSet()
    await keep({ device: 'laptop-0001', itemId: first.id, mode: 'words', words: ['it was'] })
    await keep({ device: 'phone-00001', itemId: second.id, mode: 'cloze', words: ['x'] })
    expect((await view()).place).toMatchObject({ itemId: second.id, mode: 'cloze' })
    await keep({ device: 'laptop-0001', itemId: first.id, mode: 'words', words: ['it was the'] })
    expect((await view()).place).toMatchObject({ itemId: first.id, words: ['it was the'] })
  })

  it('keeps an attempt that is sent twice once, and both of two devices', async () => {
    const { first, attempt } = await newSet()
    const attemptId = crypto.randomUUID()
    const body = { itemId: first.id, text: 'it was', attemptId }
    const [one, two] = await Promise.all([attempt(body), attempt(body)])
    expect([one.data.attemptId, two.data.attemptId]).toEqual([attemptId, attemptId])
    const other = await attempt({ ...body, attemptId: crypto.randomUUID() })
    expect(other.status).toBe(200)
    const kept = await env.DB.prepare('SELECT COUNT(*) AS n FROM attempts WHERE item_id = ?').bind(first.id).first()
    expect(kept).toEqual({ n: 2 })
  })

  it('takes hints off the score, by their price, and a shown word is not heard', async () => {
    const { first, attempt } = await newSet()
    const text = 'it was the best of times'
    const slower = await attempt({ itemId: first.id, text, mode: 'sentence', hints: [{ kind: 'slower', word: null }] })
    expect(slower.data).toMatchObject({ score: 98, hintCost: 2, isCorrect: true })
    const shown = await attempt({ itemId: first.id, text, hints: [{ kind: 'word', word: 3 }] })
    expect(shown.data).toMatchObject({ score: 83, hintCost: 17, isCorrect: false })
  })

  it('scores a cloze by the words that were asked for', async () => {
    const { first, attempt } = await newSet()
    const half = await attempt({
      itemId: first.id,
      text: 'it was the first of times',
      mode: 'cloze',
      given: [0, 1, 2, 4],
    })
    expect(half.data.score).toBe(50)
  })

  it('keeps a word once, with its sentence, lists it and forgets it', async () => {
    const { first, second, setId, token } = await newSet()
    const save = (word: string, itemId: string) => call<SavedWordView>('/words', { token, json: { word, itemId } })
    const saved = await save('“Times,”', first.id)
    expect(saved).toMatchObject({
      status: 201,
      data: { word: 'times', sentence: 'It was the best of times,', exerciseSetId: setId },
    })
    expect((await save('times', second.id)).data.id).toBe(saved.data.id)
    await save('worst', second.id)
    const list = await call<Page<SavedWordView>>('/words', { token })
    expect(list.data.items.map(({ word }) => word).toSorted()).toEqual(['times', 'worst'])
    expect((await call(`/words/${saved.data.id}`, { token, method: 'DELETE' })).status).toBe(200)
    const again = await call(`/words/${saved.data.id}`, { token, method: 'DELETE' })
    expect(again).toMatchObject({ status: 404, code: 'saved_word_not_found' })
  })
})

describe('going on where one was, errors and access', () => {
  it('refuses what is no place', async () => {
    const { first, keep } = await newSet()
    for (const json of [
      {},
      { device: 'x', itemId: first.id, mode: 'words' },
      { device: 'laptop-0001', itemId: first.id, mode: 'sing' },
      { device: 'laptop-0001', itemId: first.id, mode: 'cloze', cloze: 'hard' },
      { device: 'laptop-0001', itemId: first.id, mode: 'cloze', given: [-1] },
    ])
      expect(await keep(json)).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(await keep({ device: 'laptop-0001', itemId: 'nothing', mode: 'words' })).toMatchObject({
      code: 'item_not_found',
    })
  })

  it('is nobody else’s', async () => {
    const { first, keep, view } = await newSet()
    const { token } = await newLearner()
    const theirs = await keep({ device: 'laptop-0001', itemId: first.id, mode: 'words', words: ['mine'] }, token)
    expect(theirs).toMatchObject({ status: 404, code: 'item_not_found' })
    expect((await view()).place).toBeNull()
    const word = await call('/words', { token, json: { word: 'best', itemId: first.id } })
    expect(word).toMatchObject({ status: 404, code: 'item_not_found' })
    expect(await call('/words')).toMatchObject({ status: 401, code: 'missing_token' })
  })

  it('has no word in a dash', async () => {
    const { first, token } = await newSet()
    expect(await call('/words', { token, json: { word: '—', itemId: first.id } })).toMatchObject({
      code: 'validation_failed',
    })
  })
})
