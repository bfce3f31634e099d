import type { AttemptView, ExerciseView, ItemView } from '../contract/exercises.ts'
import { call, newLearner, send } from './client.ts'
import { getJob, handedOver, newJob, report } from './job.ts'
import { someItem } from './some-item.ts'

export const SENTENCES = ['It was the best of times,', 'it was the worst of times.', 'It was the age of wisdom.']
export const FRAME = 192

/**
 * A set of three sentences, and what its learner can do to it. Clips are 100 frames with 20 of sound before and after, and
 * count up so that a test can tell where it is.
 */
export async function newSet(lead = 20 * FRAME, tail = 20 * FRAME) {
  const { token } = await newLearner(50)
  const jobId = await newJob(token)
  const job = await handedOver(jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  for (const [index, text] of SENTENCES.entries()) {
    const form = new FormData()
    const item = { ...someItem(index, text), startMs: index * 2500, endMs: index * 2500 + 2400 }
    form.append('item', JSON.stringify({ ...item, clip: { offset: lead, bytes: 100 * FRAME } }))
    const bytes = Uint8Array.from({ length: lead + 100 * FRAME + tail }, (_, n) => Math.floor(n / FRAME) + index)
    form.append('clip', new Blob([bytes], { type: 'audio/mpeg' }))
    await send(new URL(job.callbackUrl).pathname + `/items/${index}`, { method: 'PUT', token: job.token, body: form })
  }
  await report(job, { type: 'completed', itemCount: SENTENCES.length })
  const { exerciseSetId: setId } = await getJob(token, jobId)
  const view = async () => (await call<ExerciseView>(`/exercises/${setId}`, { token })).data
  const edit = (itemId: string, json: object) =>
    call<ExerciseView>(`/exercises/${setId}/items/${itemId}/edits`, { token, json })
  const undo = () => call<ExerciseView>(`/exercises/${setId}/undo`, { token, method: 'POST' })
  const attempt = (itemId: string, json: object) =>
    call<AttemptView>(`/exercises/${setId}/attempts`, { token, json: { itemId, ...json } })
  return { token, jobId, job, setId, view, edit, undo, attempt, items: (await view()).items }
}

export const texts = (view: { items: ItemView[] }) => view.items.map((item) => item.transcriptEn)

/** What is heard of a sentence: its first and last frame by what `newSet` wrote into them, and how many. */
export const frames = async (item: ItemView | undefined) => framesOf(await send(item?.audioUrl ?? ''))
export async function framesOf(response: Response) {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { first: bytes[0], last: bytes.at(-1), count: bytes.length / FRAME }
}

export const at = (items: readonly ItemView[], index: number): ItemView => {
  const item = items[index]
  if (!item) throw new Error(`no sentence ${index}`)
  return item
}
