import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AttemptView, ExerciseListItem, ExerciseView } from '../contract/exercises.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import { finishedJob } from '../test-support/job.ts'

const SENTENCES = ['It was the best of times,', 'it was the worst of times.']

async function newSet(credits = 50) {
  const { token } = await newLearner(credits)
  const { jobId, exerciseSetId } = await finishedJob(token, SENTENCES)
  const { data } = await call<ExerciseView>(`/exercises/${exerciseSetId}`, { token })
  const [first, second] = data.items
  if (!first || !second) throw new Error('the set has no two sentences')
  const attempt = (itemId: string, body: object) =>
    call<AttemptView>(`/exercises/${exerciseSetId}/attempts`, { token, json: { itemId, ...body } })
  return { token, jobId, setId: exerciseSetId, view: data, first, second, attempt }
}

describe('practice, happy', () => {
  it('hands out the set with its sentences in order', async () => {
    const { view, jobId } = await newSet()
    expect(view).toMatchObject({
      exerciseSet: { title: 'my lesson', jobId, complete: true },
      progress: { lastSegmentIndex: 0, completedSegments: 0, totalSegments: 2 },
      items: [
        { segmentIndex: 0, startMs: 0, endMs: 3500, transcriptEn: SENTENCES[0], translationZh: '', wordCount: 6 },
        { segmentIndex: 1, startMs: 4000, endMs: 7500, needsReview: false },
      ],
    })
    expect(Date.parse(view.exerciseSet.audioExpiresAt) - Date.parse(view.exerciseSet.createdAt)).toBe(72 * 3_600_000)
  })

  it('grades words or text, aligned in order, and says what became of each word', async () => {
    const { first, attempt } = await newSet()
    const right = await attempt(first.id, { submittedWords: ['It', 'was', 'the', 'best', 'of', 'times'] })
    expect(right).toMatchObject({ status: 200, data: { score: 100, isCorrect: true } })
    const missing = await attempt(first.id, { text: 'it was best of times' })
    expect(missing.data).toMatchObject({ isCorrect: false, wordResults: [true, true, false, true, true, true] })
    expect(missing.data.verdicts.map((verdict) => verdict.kind)).toEqual([
      'match',
      'match',
      'missing',
      'match',
      'match',
      'match',
    ])
  })

  it('marks as strictly as the learner asks, and says why', async () => {
    const { first, attempt } = await newSet()
    const text = 'it was the best off tiems'
    const scores = await Promise.all(
      (['strict', 'standard', 'lenient'] as const).map(async (strictness) => {
        const { data } = await attempt(first.id, { text, strictness })
        return [data.strictness, data.score, data.verdicts[0]?.acceptedBecause ?? data.verdicts[0]?.markedBecause]
      }),
    )
    expect(scores).toEqual([
      ['strict', 58, 'case'],
      ['standard', 75, 'case'],
      ['lenient', 83, 'case'],
    ])
  })

  it('counts a sentence once, however often it is solved, and remembers where the learner was', async () => {
    const { first, second, attempt, setId, token } = await newSet()
    for (let n = 0; n < 3; n++) await attempt(first.id, { text: SENTENCES[0] })
    const wrong = await attempt(second.id, { text: 'no idea' })
    expect(wrong.data.progress).toEqual({ lastSegmentIndex: 1, completedSegments: 1, totalSegments: 2 })
    const { data } = await call<{ items: ExerciseListItem[] }>('/exercises', { token })
    expect(data.items).toMatchObject([{ id: setId, progress: { completedSegments: 1, totalSegments: 2 } }])
    await attempt(first.id, { text: 'wrong this time' })
    const { data: after } = await call<ExerciseView>(`/exercises/${setId}`, { token })
    expect(after.progress).toEqual({ lastSegmentIndex: 0, completedSegments: 1, totalSegments: 2 })
    expect(after.items.map((item) => item.solved)).toEqual([true, false])
  })

  it.each([
    ['bytes=0-99', 206, 'bytes 0-99/1000', 100],
    ['bytes=900-', 206, 'bytes 900-999/1000', 100],
    ['bytes=-10', 206, 'bytes 990-999/1000', 10],
    ['bytes=0-99999', 206, 'bytes 0-999/1000', 1000],
    ['bytes=0-1,5-6', 200, null, 1000],
    ['items=0-1', 200, null, 1000],
    [undefined, 200, null, 1000],
  ])('plays a clip by its signed address, range %s', async (range, status, contentRange, length) => {
    const { first } = await newSet()
    const response = await send(first.audioUrl ?? '', { headers: range ? { range } : {} })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(contentRange)
    expect(response.headers.get('content-type')).toBe('audio/mpeg')
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect((await response.arrayBuffer()).byteLength).toBe(length)
  })

  it('plays a clip by its owner’s token', async () => {
    const { first, token } = await newSet()
    const response = await send(`/api/v2/exercises/items/${first.id}/audio`, { token, headers: { range: 'bytes=5-9' } })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([5, 6, 7, 8, 9]))
  })
})

describe('practice, errors', () => {
  it.each([
    {},
    { submittedWords: ['a'], text: 'a' },
    { submittedWords: 'a' },
    { submittedWords: [1] },
    { text: 'x'.repeat(4001) },
    { submittedWords: Array.from({ length: 401 }, () => 'a') },
  ])('refuses an attempt like %.60j', async (body) => {
    const { first, attempt } = await newSet()
    expect(await attempt(first.id, body)).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('knows when a sentence or a set does not exist', async () => {
    const { attempt, token, first } = await newSet()
    expect(await attempt('nothing', { text: 'a' })).toMatchObject({ status: 404, code: 'item_not_found' })
    const elsewhere = await call('/exercises/nothing/attempts', { token, json: { itemId: first.id, text: 'a' } })
    expect(elsewhere).toMatchObject({ status: 404, code: 'exercise_not_found' })
  })

  it('answers a range outside the clip with 416', async () => {
    const { first } = await newSet()
    const response = await send(first.audioUrl ?? '', { headers: { range: 'bytes=1000-' } })
    expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([416, 'range_not_satisfiable'])
  })

  it('lets a browser keep a clip for an hour, and never beyond its time', async () => {
    const { first, setId } = await newSet()
    const maxAge = async () =>
      Number(
        /^private, max-age=(\d+)$/.exec((await send(first.audioUrl ?? '')).headers.get('cache-control') ?? '')?.[1],
      )
    expect(await maxAge()).toBe(3600)
    const soon = Date.now() + 100_000
    await env.DB.prepare('UPDATE exercise_sets SET audio_expires_at = ? WHERE id = ?').bind(soon, setId).run()
    expect(await maxAge()).toBeLessThanOrEqual(100)
  })

  it('says 410 from the second its time is up, and has no address for the clip any more', async () => {
    const { first, setId, token } = await newSet()
    await env.DB.prepare('UPDATE exercise_sets SET audio_expires_at = ? WHERE id = ?').bind(Date.now(), setId).run()
    const response = await send(first.audioUrl ?? '')
    expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([410, 'audio_expired'])
    const { data } = await call<ExerciseView>(`/exercises/${setId}`, { token })
    expect(data.items[0]?.audioUrl).toBeNull()
  })
})

describe('practice, access', () => {
  it('is there for its owner only', async () => {
    const { setId, first } = await newSet()
    const { token } = await newLearner()
    const theirs = [
      await call(`/exercises/${setId}`, { token }),
      await call(`/exercises/${setId}/attempts`, { token, json: { itemId: first.id, text: 'a' } }),
    ]
    for (const answer of theirs) expect(answer).toMatchObject({ status: 404, code: 'exercise_not_found' })
    const audio = await call(`/exercises/items/${first.id}/audio`, { token })
    expect(audio).toMatchObject({ status: 404, code: 'item_not_found' })
    expect(await call(`/exercises/items/${first.id}/audio`)).toMatchObject({ status: 401, code: 'missing_token' })
  })

  it('takes a signature for its own clip and its own time only', async () => {
    const { first, second } = await newSet()
    const url = first.audioUrl ?? ''
    const forged = [
      url.replace(first.id, second.id),
      url.replace(/expires=(\d+)/, (_all, at) => `expires=${Number(at) + 1}`),
      url.replace(/expires=\d+/, 'expires=1'),
      url.slice(0, -1),
      url.replace(/signature=.*/, 'signature='),
    ]
    for (const bad of forged) {
      const response = await send(bad)
      expect([bad, response.status]).toEqual([bad, 401])
    }
  })
})
