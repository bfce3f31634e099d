import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditView } from '../contract/admin-access.ts'
import type { DisputeView } from '../contract/disputes.ts'
import type { Envelope, Page } from '../contract/envelope.ts'
import { newAdmin, pageCall } from '../test-support/admin-session.ts'
import { admin, call, send } from '../test-support/client.ts'
import { at, FRAME, frames, framesOf, newSet, SENTENCES } from '../test-support/practice-set.ts'

/** A sentence with 20 frames of sound on each side, whose learner said that its end is cut: 12 frames were added at once. */
async function clippedSentence() {
  const set = await newSet()
  const item = at(set.items, 1)
  await set.edit(item.id, { kind: 'clip_cut', edge: 'end' })
  const dispute = () => disputeOf(set.setId)
  return { ...set, item, dispute, id: (await dispute()).id }
}

async function disputeOf(setId: string | null): Promise<DisputeView> {
  const { data } = await admin<Page<DisputeView>>('/disputes?limit=100')
  const dispute = data.items.find((one) => one.exerciseSetId === setId)
  if (!dispute) throw new Error('no dispute')
  return dispute
}

const clip = (id: string, query: string, headers = {}) =>
  send(`/api/v2/admin/disputes/${id}/clip?${query}`, { headers: { 'x-admin-token': env.ADMIN_API_TOKEN, ...headers } })
const hear = async (id: string, query: string) => framesOf(await clip(id, query))
const refusal = async (id: string, query: string) => {
  const response = await clip(id, query)
  return [response.status, (await response.json<Envelope<unknown>>()).code]
}
const settle = (id: string, json: object) => admin(`/disputes/${id}/settle`, { json })
const corrected = (startByMs: number, endByMs: number) => ({ settlement: 'corrected', startByMs, endByMs })

/** Everything of a set that settling may touch. */
async function stateOf(setId: string | null) {
  const [edits, items] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare('SELECT * FROM item_edits WHERE set_id = ? ORDER BY seq').bind(setId),
    env.DB.prepare('SELECT * FROM exercise_items WHERE set_id = ? ORDER BY segment_index').bind(setId),
  ])
  return { edits: edits?.results, items: items?.results }
}

describe('a clipped sentence, happy', () => {
  it('is heard with its edges moved, and nothing is written', async () => {
    const { id, setId, dispute } = await clippedSentence()
    const before = await stateOf(setId)
    expect(await hear(id, '')).toEqual({ first: 21, last: 133, count: 113 })
    expect(await hear(id, 'startByMs=-50&endByMs=100')).toEqual({ first: 19, last: 137, count: 119 })
    expect(await hear(id, 'startByMs=150&endByMs=-300')).toEqual({ first: 27, last: 121, count: 95 })
    expect(await stateOf(setId)).toEqual(before)
    expect(await dispute()).toMatchObject({ clip: { startMs: 2500, endMs: 5212, clipObjectBytes: 140 * FRAME } })
  })

  it('is no sound that a cache keeps, and comes in parts when asked', async () => {
    const { id } = await clippedSentence()
    const response = await clip(id, 'startByMs=-50', { range: `bytes=0-${FRAME - 1}` })
    expect([response.status, response.headers.get('content-range')]).toEqual([206, `bytes 0-191/${115 * FRAME}`])
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('content-type')).toBe('audio/mpeg')
  })

  it('is settled by moving both edges: the learner hears what the admin heard, and can take it back', async () => {
    const { id, item, view, undo, dispute } = await clippedSentence()
    const heard = await hear(id, 'startByMs=-100&endByMs=50')
    const { clip: from } = await dispute()
    const body = { ...corrected(-100, 50), fromStartMs: from?.startMs, fromEndMs: from?.endMs }
    expect(await settle(id, body)).toMatchObject({ status: 200, data: { settlement: 'corrected' } })
    const mended = at((await view()).items, 1)
    expect(await frames(mended)).toEqual(heard)
    expect(mended).toMatchObject({ id: item.id, startMs: 2404, endMs: 5260 })
    expect(await dispute()).toMatchObject({ settlement: 'corrected', undone: false })
    await undo()
    await undo()
    expect(at((await view()).items, 1)).toMatchObject({ startMs: 2500, endMs: 5212 })
    const { data } = await undo()
    expect(data).toMatchObject({ canUndo: false, items: [{}, { startMs: 2500, endMs: 4900 }, {}] })
  })

  it('writes the nudges that the learner could have made, and no more than were needed', async () => {
    const { id, setId } = await clippedSentence()
    await settle(id, corrected(0, 50))
    const { edits } = await stateOf(setId)
    expect(edits?.map(({ seq, kind, settlement }) => [seq, kind, settlement])).toEqual([
      [1, 'clip_cut', 'corrected'],
      [2, 'nudge', null],
    ])
  })

  it('is moved as a whole, even by more than it is long', async () => {
    const set = await newSet(4 * FRAME, 40 * FRAME)
    const item = at(set.items, 0)
    await env.DB.prepare('UPDATE exercise_items SET clip_bytes = ?, end_ms = 480 WHERE id = ?')
      .bind(20 * FRAME, item.id)
      .run()
    await set.edit(item.id, { kind: 'clip_cut', edge: 'end' })
    const { id } = await disputeOf(set.setId)
    await settle(id, corrected(1000, 1000))
    expect(await frames((await set.view()).items[0])).toEqual({ first: 46, last: 78, count: 33 })
  })

  it('is another address once it is mended, also where its object begins with it', async () => {
    const set = await newSet(0)
    await set.edit(at(set.items, 0).id, { kind: 'clip_cut', edge: 'end' })
    const before = at((await set.view()).items, 0)
    const { id, audioUrl } = await disputeOf(set.setId)
    expect(audioUrl).toBe(before.audioUrl)
    const etag = (await send(before.audioUrl ?? '')).headers.get('etag')
    await settle(id, corrected(0, 50))
    const after = at((await set.view()).items, 0)
    expect(after.audioUrl).not.toBe(before.audioUrl)
    expect((await send(after.audioUrl ?? '')).headers.get('etag')).not.toBe(etag)
  })

  it('is in the log with its edges before and after, and without what was said', async () => {
    const { id } = await clippedSentence()
    await settle(id, corrected(-50, 0))
    const { data } = await admin<Page<AuditView>>(`/audit?target=${id}`)
    expect(data.items).toMatchObject([
      {
        action: 'dispute.settle',
        outcome: 'done',
        before: { settlement: null, startMs: 2500, endMs: 5212 },
        after: { settlement: 'corrected', startMs: 2452, endMs: 5212 },
      },
    ])
    expect(JSON.stringify(data)).not.toContain('times')
  })

  it('can still be corrected in its words, upheld or dismissed', async () => {
    for (const body of [
      { settlement: 'corrected', transcriptEn: 'it was the first of times.' },
      { settlement: 'upheld' },
      { settlement: 'dismissed' },
    ]) {
      const { id, dispute } = await clippedSentence()
      expect(await settle(id, body)).toMatchObject({ status: 200, data: { settlement: body.settlement } })
      const { settlement, currentTranscriptEn } = await dispute()
      expect([settlement, currentTranscriptEn]).toEqual([body.settlement, body.transcriptEn ?? SENTENCES[1]])
    }
  })
})

describe('a clipped sentence, errors', () => {
  it.each([
    corrected(0, 0),
    corrected(30, 0),
    corrected(50.5, 0),
    corrected(0, 2050),
    corrected(-2050, 0),
    { settlement: 'corrected' },
    { ...corrected(50, 0), transcriptEn: 'Both at once.' },
    { settlement: 'corrected', startByMs: '50' },
    { ...corrected(50, 0), byMs: 50 },
    { settlement: 'upheld', startByMs: 50 },
    { settlement: 'mended' },
  ])('is not settled by %j', async (json) => {
    const { id, setId } = await clippedSentence()
    const before = await stateOf(setId)
    expect(await settle(id, json)).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(await stateOf(setId)).toEqual(before)
  })

  it.each(['startByMs=30', 'endByMs=1.5', 'startByMs=-2050', 'endByMs=far'])('is not heard by %s', async (query) => {
    const { id } = await clippedSentence()
    expect(await refusal(id, query)).toEqual([400, 'validation_failed'])
  })

  it('has no more sound than there is, and is left something to hear', async () => {
    const { id, setId } = await clippedSentence()
    const before = await stateOf(setId)
    for (const [start, end] of [
      [-550, 0],
      [0, 250],
      [1500, -1000],
    ] as const) {
      expect(await refusal(id, `startByMs=${start}&endByMs=${end}`)).toEqual([400, 'edge_out_of_sound'])
      expect(await settle(id, corrected(start, end))).toMatchObject({ status: 400, code: 'edge_out_of_sound' })
    }
    expect(await stateOf(setId)).toEqual(before)
    expect(await hear(id, 'startByMs=-450&endByMs=150')).toEqual({ first: 2, last: 139, count: 138 })
  })

  it('is settled once, whoever comes first', async () => {
    const { id, setId } = await clippedSentence()
    const answers = await Promise.all([settle(id, corrected(-50, 50)), settle(id, corrected(-100, 0))])
    expect(answers.map(({ code }) => code).toSorted()).toEqual(['dispute_settled', 'ok'])
    const { edits } = await stateOf(setId)
    expect(edits?.length).toBe(answers[0].code === 'ok' ? 3 : 2)
    const after = await stateOf(setId)
    for (const body of [
      corrected(-50, 0),
      { settlement: 'corrected', transcriptEn: 'Other.' },
      { settlement: 'upheld' },
    ]) {
      expect(await settle(id, body)).toMatchObject({ status: 409, code: 'dispute_settled' })
    }
    expect(await stateOf(setId)).toEqual(after)
  })

  it('is not settled as heard when the learner has moved an edge since', async () => {
    const { id, item, edit, setId } = await clippedSentence()
    await edit(item.id, { kind: 'nudge', edge: 'start', byMs: -50 })
    const before = await stateOf(setId)
    const body = { ...corrected(-50, 0), fromStartMs: 2500, fromEndMs: 5212 }
    expect(await settle(id, body)).toMatchObject({ status: 409, code: 'edit_conflict' })
    expect(await refusal(id, 'startByMs=-50&fromStartMs=2500&fromEndMs=5212')).toEqual([409, 'edit_conflict'])
    expect(await stateOf(setId)).toEqual(before)
    expect(await settle(id, { ...body, fromStartMs: 2452 })).toMatchObject({ status: 200 })
  })

  it('is gone once the learner takes it back, and cannot be heard or settled', async () => {
    const { id, undo, setId } = await clippedSentence()
    await undo()
    const before = await stateOf(setId)
    expect(await refusal(id, '')).toEqual([404, 'dispute_not_found'])
    for (const body of [corrected(-50, 0), { settlement: 'upheld' }, { settlement: 'dismissed' }]) {
      expect(await settle(id, body)).toMatchObject({ status: 404, code: 'dispute_not_found' })
    }
    expect(await stateOf(setId)).toEqual(before)
  })

  it('is gone with its learner, and unknown when there never was one', async () => {
    const { id, token } = await clippedSentence()
    await call('/me/data', { method: 'DELETE', token })
    for (const gone of [id, 'nothing']) {
      expect(await refusal(gone, '')).toEqual([404, 'dispute_not_found'])
      expect(await settle(gone, corrected(-50, 0))).toMatchObject({ status: 404, code: 'dispute_not_found' })
    }
  })

  it('is not mended once its sound is no longer kept', async () => {
    const expire = 'UPDATE exercise_sets SET audio_expires_at = 1 WHERE id = ?'
    const lose = 'UPDATE exercise_items SET clip_gone = 1 WHERE set_id = ?'
    for (const sql of [expire, lose]) {
      const { id, setId, dispute } = await clippedSentence()
      await env.DB.prepare(sql).bind(setId).run()
      const before = await stateOf(setId)
      expect(await refusal(id, 'endByMs=50')).toEqual([410, 'audio_expired'])
      expect(await settle(id, corrected(0, 50))).toMatchObject({ status: 410, code: 'audio_expired' })
      expect(await stateOf(setId)).toEqual(before)
      expect(await dispute()).toMatchObject({ audioUrl: null, clip: null, settlement: null })
    }
  })

  it('says so when only the object is missing', async () => {
    const { id, jobId } = await clippedSentence()
    const { objects } = await env.MEDIA.list()
    await env.MEDIA.delete(objects.map(({ key }) => key).filter((key) => key.includes(jobId)))
    expect(await refusal(id, '')).toEqual([410, 'audio_expired'])
  })

  it('is not mended where another sentence took its place', async () => {
    const { id, item, edit, setId, dispute } = await clippedSentence()
    await edit(item.id, { kind: 'merge' })
    const before = await stateOf(setId)
    expect(await refusal(id, '')).toEqual([404, 'item_not_found'])
    for (const body of [corrected(0, 50), { settlement: 'corrected', transcriptEn: 'Another.' }]) {
      expect(await settle(id, body)).toMatchObject({ status: 404, code: 'item_not_found' })
    }
    expect(await stateOf(setId)).toEqual(before)
    expect(await dispute()).toMatchObject({ currentTranscriptEn: null, clip: null, settlement: null })
    expect(await settle(id, { settlement: 'dismissed' })).toMatchObject({ status: 200 })
  })

  it('is another thing than a dispute about words', async () => {
    const { items, edit, attempt, setId } = await newSet()
    const { data } = await attempt(at(items, 1).id, { text: 'it was the first of times' })
    await edit(at(items, 1).id, { kind: 'heard_right', attemptId: data.attemptId, verdictIndex: 3 })
    const { id } = await disputeOf(setId)
    expect(await refusal(id, '')).toEqual([409, 'edit_not_possible'])
    expect(await settle(id, corrected(0, 50))).toMatchObject({ status: 409, code: 'edit_not_possible' })
    expect(await settle(id, { settlement: 'corrected', transcriptEn: 'it was the last of times.' })).toMatchObject({
      status: 200,
    })
  })
})

describe('a clipped sentence, access', () => {
  it('is heard by any admin, mended by support, and by nobody else', async () => {
    const { id, token } = await clippedSentence()
    const strangers: Record<string, string>[] = [{}, { authorization: `Bearer ${token}` }, { 'x-admin-token': 'wrong' }]
    for (const headers of strangers) {
      const answer = await call(`/admin/disputes/${id}/clip`, { headers })
      expect(answer).toMatchObject({ status: 403, code: 'admin_forbidden' })
    }
    const { page: viewer } = await newAdmin('viewer')
    const { cookie } = viewer
    const heard = await send(`/api/v2/admin/disputes/${id}/clip?endByMs=50`, { headers: { cookie } })
    expect(await framesOf(heard)).toMatchObject({ count: 115 })
    const { page: support } = await newAdmin('support')
    const mend = (page: typeof viewer) => pageCall(page, `/disputes/${id}/settle`, { json: corrected(0, 50) })
    expect(await mend(viewer)).toMatchObject({ status: 403, code: 'admin_role_too_low' })
    expect(await mend(support)).toMatchObject({ status: 200 })
  })
})
