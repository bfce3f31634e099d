import { openAsBlob } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ApiClient } from '../../scripts/lib/api-client.ts'
import type { Product } from '../../scripts/lib/product.ts'
import type { UserView } from '../../workers/contract/auth.ts'
import type { ExerciseView } from '../../workers/contract/exercises.ts'
import type { PracticeMode } from '../../workers/contract/practice.ts'
import { complaintsOf } from './browser.ts'

const clock = (ms: number): string => new Date(Math.round(ms)).toISOString().slice(11, 23).replace('.', ',')

/** What is said in the test recording, cue by cue, in both languages. */
const CUES: readonly [startMs: number, endMs: number, english: string, chinese: string][] = [
  [300, 3300, 'And so, my fellow Americans,', '所以，我的美国同胞们，'],
  [3300, 7900, 'ask not what your country can do for you,', '不要问国家能为你做什么，'],
  [8000, 11_000, 'ask what you can do for your country.', '要问你能为国家做什么。'],
]

/** Subtitles for the recording. */
export const SUBTITLES = CUES.map(
  ([start, end, ...lines], index) => `${index + 1}\n${clock(start)} --> ${clock(end)}\n${lines.join('\n')}\n`,
).join('\n')

export type Lesson = { client: ApiClient; setId: string; view: () => Promise<ExerciseView> }

/** A learner with credits and nothing else. */
export async function newLearner(product: Product, credits = 10_000): Promise<ApiClient> {
  const client = new ApiClient(product.origin)
  const { codes } = await client.data<{ codes: [string] }>('/admin/redeem-codes', {
    json: { count: 1, credits },
    headers: { 'x-admin-token': product.adminToken },
  })
  await client.join(codes[0])
  return client
}

/** A lesson of the recording, finished; without subtitles it is recognised. */
export async function newLesson(product: Product, recording: string, subtitles: string | null): Promise<Lesson> {
  const client = await newLearner(product)
  const body = new FormData()
  body.append('video_file', await openAsBlob(recording), 'Inaugural address.mp4')
  if (subtitles !== null) body.append('subtitle_file', new Blob([subtitles]), 'speech.srt')
  const { jobId } = await client.data<{ jobId: string }>('/jobs', { body })
  const job = await client.waitFor(jobId, () => false)
  if (job.exerciseSetId === null) throw new Error(`The lesson ended as ${job.status} ${job.errorCode}`)
  const setId = job.exerciseSetId
  return { client, setId, view: () => client.data<ExerciseView>(`/exercises/${setId}`) }
}

/** A device of its own, signed in, at `path`. */
export async function openDevice(
  browser: Browser,
  product: Product,
  lesson: Lesson,
  options: BrowserContextOptions,
  path = `/practice/${lesson.setId}`,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options)
  const session = { token: lesson.client.token, user: await lesson.client.data<UserView>('/auth/me') }
  await context.addInitScript(`localStorage.setItem('listening.session', ${JSON.stringify(JSON.stringify(session))})`)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(product.origin + path)
  return { page, complaints }
}

/** Chooses how to practise in the settings of the page. */
export async function chooseMode(page: Page, ...names: string[]): Promise<void> {
  await page.getByTestId('mode').click()
  for (const name of names) await page.getByTestId('practice-settings').getByText(name, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByTestId('practice-settings').waitFor({ state: 'detached' })
}

/** The learner stands at the sentence at `index`, in `mode`, as another device of theirs says. */
export async function standAt({ client, setId, view }: Lesson, index: number, mode: PracticeMode): Promise<void> {
  const json = { device: 'tablet-0001', itemId: (await view()).items[index]?.id, mode }
  await client.data(`/exercises/${setId}/place`, { method: 'PUT', json })
}

/** A browser in which practice is as `preferences` say, and which knows `others` besides. */
export function liking(
  { origin }: Product,
  preferences: object,
  others: Record<string, unknown> = {},
): Pick<BrowserContextOptions, 'storageState'> {
  const localStorage = Object.entries({ practice: preferences, ...others }).map(([name, value]) => ({
    name: `listening.${name}`,
    value: JSON.stringify(value),
  }))
  return { storageState: { cookies: [], origins: [{ origin, localStorage }] } }
}
