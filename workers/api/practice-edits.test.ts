import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { DisputeView } from '../contract/disputes.ts'
import type { ExerciseView } from '../contract/exercises.ts'
import type { Page } from '../contract/envelope.ts'
import { exerciseItems } from '../db/schema/exercises.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { mergeItem } from '../services/edits/merge-item.ts'
import { admin, call, newLearner, send } from '../test-support/client.ts'
import { deliver, finishedJob, getJob, handedOver, newJob, report } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { at, FRAME, frames, newSet, SENTENCES, texts } from '../test-support/practice-set.ts'

describe('editing sentences, happy', () => {
  it('serves the sentence out of the sound around it', async () => {
    const { items } = await newSet()
    expect(await frames(items[0])).toEqual({ first: 20, last: 119, count: 100 })
    const response = await send(at(items, 0).audioUrl ?? '', { headers: { range: `bytes=${FRAME}-${2 * FRAME - 1}` } })
    expect([response.status, response.headers.get('content-range')]).toEqual([206, `bytes 192-383/${100 * FRAME}`])
    expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(21)
  })

  it('moves an edge by 50 ms, which is two frames, and back by undo', async () => {
    const { items, edit, undo } = await newSet()
    const { data } = await edit(at(items, 1).id, { kind: 'nudge', edge: 'start', byMs: -50 })
    expect(data.items[1]).toMatchObject({ startMs: 2452, endMs: 4900 })
    expect(await frames(data.items[1])).toEqual({ first: 19, last: 120, count: 102 })
    expect(data.items[1]?.audioUrl).not.toBe(items[1]?.audioUrl)
    const { data: later } = await edit(at(items, 1).id, { kind: 'nudge', edge: 'end', byMs: 50 })
    expect(await frames(later.items[1])).toEqual({ first: 19, last: 122, count: 104 })
    await undo()
    const { data: back } = await undo()
    expect(later.undo).toEqual({ kind: 'nudge', itemIds: [at(items, 1).id] })
    expect(back).toMatchObject({ canUndo: false, undo: null, items: [{}, { startMs: 2500, endMs: 4900 }, {}] })
    expect(await frames(back.items[1])).toEqual(await frames(items[1]))
  })

  it('splits at a word: texts, sound and progress of both halves, and the numbers after them', async () => {
    const { items, edit, undo, attempt, jobId, token } = await newSet()
    await attempt(at(items, 0).id, { text: SENTENCES[0] })
    const { data } = await edit(at(items, 0).id, { kind: 'split', wordIndex: 3, atMs: 1200 })
    expect(texts(data)).toEqual(['It was the', 'best of times,', SENTENCES[1], SENTENCES[2]])
    expect(data.items.map((item) => item.segmentIndex)).toEqual([0, 1, 2, 3])
    expect(data.items.map((item) => item.solved)).toEqual([true, true, false, false])
    expect(data.progress).toMatchObject({ completedSegments: 2, totalSegments: 4 })
    expect(data.undo).toEqual({ kind: 'split', itemIds: data.items.slice(0, 2).map(({ id }) => id) })
    expect(await frames(data.items[0])).toEqual({ first: 20, last: 69, count: 50 })
    expect(await frames(data.items[1])).toEqual({ first: 70, last: 119, count: 50 })
    expect((await getJob(token, jobId)).readyItems).toBe(4)
    const { data: back } = await undo()
    expect(back.items).toMatchObject(items.map((item, index) => ({ id: item.id, segmentIndex: index })))
    expect(back.progress).toMatchObject({ completedSegments: 1, totalSegments: 3 })
  })

  it('guesses the moment of a split from the letters', async () => {
    const { items, edit } = await newSet()
    const { data } = await edit(at(items, 0).id, { kind: 'split', wordIndex: 5 })
    const share = (data.items[0]?.endMs ?? 0) / 2400
    expect(share).toBeGreaterThan(0.5)
    expect(share).toBeLessThan(0.85)
  })

  it('merges with the next, taking the sound between them once, and undoes it', async () => {
    const { items, edit, undo, attempt } = await newSet()
    await attempt(at(items, 1).id, { text: 'no idea' })
    const { data } = await edit(at(items, 0).id, { kind: 'merge' })
    expect(texts(data)).toEqual([`${SENTENCES[0]} ${SENTENCES[1]}`, SENTENCES[2]])
    expect(data.items[0]).toMatchObject({ startMs: 0, endMs: 4900, wordCount: 12, solved: false })
    // 100 ms of silence lie between: four frames, which the first has behind its end.
    expect(await frames(data.items[0])).toEqual({ first: 20, last: 120, count: 204 })
    const { data: back } = await undo()
    expect(texts(back)).toEqual(SENTENCES)
    const kept = await env.DB.prepare('SELECT COUNT(*) AS n FROM attempts WHERE item_id = ?')
      .bind(at(items, 1).id)
      .first()
    expect(kept).toEqual({ n: 1 })
  })

  it('merges halves again without new sound', async () => {
    const { items, edit } = await newSet()
    const { data } = await edit(at(items, 2).id, { kind: 'split', wordIndex: 2 })
    const { data: merged } = await edit(at(data.items, 2).id, { kind: 'merge' })
    expect(texts(merged)).toEqual(SENTENCES)
    expect(await frames(merged.items[2])).toEqual(await frames(items[2]))
  })

  it('changes the text, and past attempts count by the new one', async () => {
    const { items, edit, attempt, view } = await newSet()
    const tried = await attempt(at(items, 0).id, { text: 'it was the rest of times' })
    expect(tried.data.isCorrect).toBe(false)
    const { data } = await edit(at(items, 0).id, { kind: 'text', transcriptEn: 'It was the rest of times.' })
    expect(data.items[0]).toMatchObject({ transcriptEn: 'It was the rest of times.', solved: true })
    expect((await view()).progress.completedSegments).toBe(1)
  })

  it('counts as solved from the first try that was right by the new text', async () => {
    const { items, edit, attempt } = await newSet()
    const { id } = at(items, 0)
    const times: number[] = []
    for (let i = 0; i < 2; i += 1) {
      const { data } = await attempt(id, { text: 'It was the rest of times.' })
      const row = await env.DB.prepare('SELECT created_at AS at FROM attempts WHERE id = ?')
        .bind(data.attemptId)
        .first<{ at: number }>()
      times.push(row?.at ?? 0)
    }
    await env.DB.prepare('UPDATE attempts SET created_at = created_at - 5000 WHERE item_id = ? AND created_at = ?')
      .bind(id, times[0])
      .run()
    await edit(id, { kind: 'text', transcriptEn: 'It was the rest of times.' })
    const row = await env.DB.prepare(
      'SELECT i.solved_at AS solved, MIN(a.created_at) AS first, MAX(a.created_at) AS last FROM exercise_items i JOIN attempts a ON a.item_id = i.id WHERE i.id = ?',
    )
      .bind(id)
      .first<{ solved: number; first: number; last: number }>()
    expect(row?.first).toBeLessThan(row?.last ?? 0)
    expect(row?.solved).toBe(row?.first)
  })

  it('"I heard it right" corrects the key, scores past attempts again, and the admin sees it', async () => {
    const { items, edit, attempt, setId } = await newSet()
    const { id } = at(items, 1)
    const tried = await attempt(id, { submittedWords: ['it', 'was', 'the', 'first', 'of', 'times'] })
    const { data, code } = await edit(id, { kind: 'heard_right', attemptId: tried.data.attemptId, verdictIndex: 3 })
    expect([code, data.items[1]?.transcriptEn]).toEqual(['ok', 'it was the first of times.'])
    expect(data.items[1]?.solved).toBe(true)
    const row = await env.DB.prepare('SELECT score, is_correct FROM attempts WHERE id = ?')
      .bind(tried.data.attemptId)
      .first()
    expect(row).toEqual({ score: 100, is_correct: 1 })
    const disputes = await admin<Page<DisputeView>>('/disputes')
    expect(disputes.data.items.find((dispute) => dispute.exerciseSetId === setId)).toMatchObject({
      kind: 'heard_right',
      itemId: id,
      transcriptEn: SENTENCES[1],
      expected: 'worst',
      heard: 'first',
      undone: false,
    })
  })

  it('"the clip is cut" widens it by what there is, and the admin sees that too', async () => {
    const { items, edit, setId } = await newSet(4 * FRAME, 0)
    const { data } = await edit(at(items, 0).id, { kind: 'clip_cut', edge: 'start' })
    expect(await frames(data.items[0])).toEqual({ first: 0, last: 103, count: 104 })
    const none = await edit(at(items, 0).id, { kind: 'clip_cut', edge: 'end' })
    expect(none).toMatchObject({ status: 409, code: 'edit_not_possible' })
    const disputes = await admin<Page<DisputeView>>('/disputes?limit=100')
    expect(disputes.data.items.filter((dispute) => dispute.exerciseSetId === setId)).toMatchObject([
      { kind: 'clip_cut', expected: 'start' },
    ])
  })
})

describe('editing sentences, errors', () => {
  it.each([
    { kind: 'split', wordIndex: 0 },
    { kind: 'text', transcriptEn: '  ' },
    { kind: 'nudge', edge: 'middle', byMs: 50 },
    { kind: 'nope' },
  ])('refuses %j', async (json) => {
    const { items, edit } = await newSet()
    expect(await edit(at(items, 0).id, json)).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('says when a sentence cannot be changed that way, and changes nothing', async () => {
    const { items, edit, undo, view } = await newSet()
    const impossible = [
      await edit(at(items, 2).id, { kind: 'merge' }),
      await edit(at(items, 0).id, { kind: 'split', wordIndex: 6 }),
      await edit(at(items, 0).id, { kind: 'split', wordIndex: 1, atMs: 2399 }),
      await edit(at(items, 0).id, { kind: 'text', transcriptEn: '…' }),
      await edit(at(items, 0).id, { kind: 'text', transcriptEn: SENTENCES[0] }),
    ]
    for (const answer of impossible) expect(answer).toMatchObject({ status: 409, code: 'edit_not_possible' })
    expect(await undo()).toMatchObject({ status: 409, code: 'nothing_to_undo' })
    const unknown = await edit(at(items, 0).id, { kind: 'heard_right', attemptId: 'nothing', verdictIndex: 0 })
    expect(unknown).toMatchObject({ status: 404, code: 'attempt_not_found' })
    expect(texts(await view())).toEqual(SENTENCES)
  })

  it('merges nothing once the time of the clips is up, and stores no sound', async () => {
    const { items, edit, view, setId, jobId } = await newSet()
    const stored = async () => (await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects.length
    const until = (expiresAt: number) =>
      env.DB.prepare('UPDATE exercise_sets SET audio_expires_at = ? WHERE id = ?').bind(expiresAt, setId).run()
    await until(Date.now() - 1)
    const expired = { status: 410, code: 'audio_expired' }
    expect(await edit(at(items, 0).id, { kind: 'merge' })).toMatchObject(expired)
    expect(await stored()).toBe(3)

    // Also where it ends while the sound is put together.
    const now = Date.now()
    await until(now + 3_600_000)
    let looks = 0
    const ctx = { ...createCtx(env), now: () => (looks++ === 0 ? now : now + 3_600_000) }
    const base = { setId: setId ?? '', userId: '', jobId, seq: 1, audioExpiresAt: now + 3_600_000 }
    const [row] = await ctx.db
      .select()
      .from(exerciseItems)
      .where(eq(exerciseItems.id, at(items, 0).id))
    if (row) await expect(mergeItem(ctx, base, row)).rejects.toMatchObject({ code: 'audio_expired' })
    expect([looks, await stored()]).toEqual([2, 3])
    expect(texts(await view())).toEqual(SENTENCES)
  })

  it('keeps no sound of a merge that is refused', async () => {
    const { items, edit, jobId } = await newSet()
    await env.DB.prepare("UPDATE jobs SET status = 'failed' WHERE id = ?").bind(jobId).run()
    expect(await edit(at(items, 0).id, { kind: 'merge' })).toMatchObject({ code: 'exercise_not_complete' })
    expect((await env.MEDIA.list({ prefix: `clips/${jobId}/` })).objects).toHaveLength(3)
  })

  it('of two edits at once one counts, and the other is told', async () => {
    const { items, edit, view } = await newSet()
    const answers = await Promise.all([1, 2, 3].map((wordIndex) => edit(at(items, 0).id, { kind: 'split', wordIndex })))
    const codes = answers.map((answer) => answer.code)
    expect(codes).toContain('ok')
    const after = await view()
    const done = codes.filter((code) => code === 'ok').length
    expect(after.items).toHaveLength(3 + done)
    expect(after.items.map((item) => item.segmentIndex)).toEqual(after.items.map((_, index) => index))
    expect(texts(after).join(' ')).toBe(SENTENCES.join(' '))
  })

  it('splits and merges only once all sentences are there; the rest can be changed before', async () => {
    const { token } = await newLearner(50)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliver(job, someItem(0))
    const { exerciseSetId: setId } = await getJob(token, jobId)
    const { data } = await call<ExerciseView>(`/exercises/${setId}`, { token })
    const edit = (json: object) => call(`/exercises/${setId}/items/${data.items[0]?.id}/edits`, { token, json })
    expect(await edit({ kind: 'split', wordIndex: 2, atMs: 500 })).toMatchObject({ code: 'edit_not_possible' })
    await env.DB.prepare('UPDATE exercise_items SET clip_bytes = 19200, clip_object_bytes = 19200 WHERE id = ?')
      .bind(data.items[0]?.id)
      .run()
    const early = await edit({ kind: 'split', wordIndex: 2, atMs: 500 })
    expect(early).toMatchObject({ status: 409, code: 'exercise_not_complete' })
    expect(await edit({ kind: 'text', transcriptEn: 'Another text.' })).toMatchObject({ status: 200 })
  })
})

describe('editing sentences, access', () => {
  it('is for the owner only', async () => {
    const { setId, items } = await newSet()
    const { token } = await newLearner()
    const theirs = [
      await call(`/exercises/${setId}/items/${items[0]?.id}/edits`, { token, json: { kind: 'merge' } }),
      await call(`/exercises/${setId}/undo`, { token, method: 'POST' }),
    ]
    for (const answer of theirs) expect(answer).toMatchObject({ status: 404, code: 'exercise_not_found' })
    expect(await call('/admin/disputes')).toMatchObject({ status: 403, code: 'admin_forbidden' })
  })

  it('reaches no sentence of another set', async () => {
    const mine = await newSet()
    const { data } = await call<ExerciseView>(
      `/exercises/${(await finishedJob((await newLearner(50)).token, ['Hello there.'])).exerciseSetId}`,
      { token: mine.token },
    )
    expect(data).toEqual({})
    const other = await newSet()
    expect(await mine.edit(at(other.items, 0).id, { kind: 'merge' })).toMatchObject({ code: 'item_not_found' })
  })
})
