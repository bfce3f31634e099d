import type { Page } from '../../workers/contract/envelope.ts'
import type { ApiClient } from '../lib/api-client.ts'
import { percentile } from '../lib/percentile.ts'
import type { Question } from './questions.ts'

const WARM_UP = 2
const REQUESTS = 25
const BIGGEST_PAGE = 100
/** Others use the machine as well: what misses its bar is asked again, and a slow query is slow each time. */
const ROUNDS = 3

export type Times = { median: number; p95: number }

/**
 * Asks a question again and again, one at a time, and tells the best round. Milliseconds. Throws when the answer is not what
 * it is meant to be.
 */
export async function ask(client: ApiClient, headers: Record<string, string>, question: Question): Promise<Times> {
  const get = <T>(path: string): Promise<T> => client.data<T>(`/admin${path}`, { headers })
  const path = question.deep === undefined ? question.path : await goDeep(get, question.path, question.deep)
  if (question.rows) {
    const { items } = await get<Page<unknown>>(path)
    if (items.length > 0 !== (question.rows === 'some')) throw new Error(`${question.name} has ${items.length} rows`)
  }
  let best = await round(() => get(path), question.requests)
  for (let count = 1; count < ROUNDS && best.p95 > question.most; count += 1) {
    const next = await round(() => get(path), question.requests)
    if (next.p95 < best.p95) best = next
  }
  return best
}

async function round(get: () => Promise<unknown>, requests = REQUESTS): Promise<Times> {
  const times: number[] = []
  for (let count = 0; count < WARM_UP + requests; count += 1) {
    const begun = performance.now()
    await get()
    if (count >= WARM_UP) times.push(performance.now() - begun)
  }
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95) }
}

/** The path of the page that begins after `rows` rows, found as whoever pages would. */
async function goDeep(get: <T>(path: string) => Promise<T>, path: string, rows: number): Promise<string> {
  const withCursor = (cursor: string | null, more = ''): string => {
    if (cursor === null) throw new Error(`${path} has no ${rows} rows`)
    return `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}${more}`
  }
  const size = `limit=${BIGGEST_PAGE}`
  let page = await get<Page<unknown>>(`${path}${path.includes('?') ? '&' : '?'}${size}`)
  for (let seen = page.items.length; seen < rows; seen += page.items.length) {
    page = await get<Page<unknown>>(withCursor(page.nextCursor, `&${size}`))
  }
  return withCursor(page.nextCursor)
}
