/** A route asked once over HTTP: real recognition by the embedded model, a small server in a provider's place. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { KEY, someRoute, startModelServer } from '../../test-support/model-server.ts'
import { make, SHORT_RECORDING } from '../../test-support/recordings.ts'
import { startModels } from '../../test-support/job-in-process.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import type { EmbeddedModels } from '../asr/embedded.ts'
import { createModelRoutes } from '../providers/model-routes.ts'
import { createTrials } from './app.ts'

let models: EmbeddedModels
beforeAll(async () => {
  models = await startModels()
})
afterAll(() => models.close())

const embedded = someRoute({ provider: 'embedded', model: 'moonshine-base', baseUrl: null })

async function attempt(route: RunnerRoute, input: { file: string | Blob } | { text: string }, keys = new Map()) {
  const { recogniser, detector } = models
  const routes = createModelRoutes(keys)
  const app = createTrials({ recogniser, detector, models: routes, tools: TOOLS, ahead: 4, isReady: () => true })
  const body = new FormData()
  body.set('route', JSON.stringify(route))
  if ('text' in input) body.set('text', input.text)
  else body.set('file', input.file instanceof Blob ? input.file : new Blob([await readFile(input.file)]))
  const response = await app.request('/', { method: 'POST', body })
  return { status: response.status, answer: await response.json(), health: routes.takeHealth() }
}

describe('a trial of a route', () => {
  it('recognises with the embedded model', async () => {
    const { answer } = await attempt(embedded, { file: SHORT_RECORDING })
    expect(answer).toEqual({
      outcome: 'done',
      text: 'In being comparatively modern.',
      tookMs: expect.any(Number),
    })
  })

  it('asks a provider for the text, once', async () => {
    const server = await startModelServer(() => ({ json: { text: 'In being.' } }))
    const route = someRoute({ baseUrl: server.url })
    const { answer, health } = await attempt(route, { file: SHORT_RECORDING }, new Map([[server.url, KEY]]))
    expect(answer).toMatchObject({ outcome: 'done', text: 'In being.' })
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(health).toEqual([])
  })

  it('tells the provider’s reason without its key, and does not ask again', async () => {
    const server = await startModelServer(() => ({ status: 503, json: { error: { message: `down for ${KEY}` } } }))
    const route = someRoute({ baseUrl: server.url })
    const { answer } = await attempt(route, { file: SHORT_RECORDING }, new Map([[server.url, KEY]]))
    expect(answer).toEqual({
      outcome: 'failed',
      kind: 'unavailable',
      reason: '503 down for …',
      tookMs: expect.any(Number),
    })
    expect(server.asked).toHaveLength(1)
  })

  it('says so when there is no key, and when nobody answers in time', async () => {
    expect((await attempt(someRoute(), { file: SHORT_RECORDING })).answer).toMatchObject({
      outcome: 'failed',
      kind: 'refused',
      reason: 'this runner has no key for its address',
    })
    const server = await startModelServer(() => null)
    const route = someRoute({ baseUrl: server.url, timeoutMs: 100 })
    expect((await attempt(route, { text: 'Good morning.' }, new Map([[server.url, KEY]]))).answer).toMatchObject({
      outcome: 'failed',
      kind: 'timeout',
    })
  })

  it('translates a line', async () => {
    const server = await startModelServer(({ json }) => {
      const { messages } = json as { messages: { content: string }[] }
      const { lines } = JSON.parse(messages[1]?.content ?? '{}') as { lines: { id: number; text: string }[] }
      const translations = lines.map(({ id, text }) => ({ id, text: `译：${text}` }))
      return { json: { choices: [{ message: { content: JSON.stringify({ translations }) } }] } }
    })
    const route = someRoute({ baseUrl: server.url, language: 'zh' })
    const { answer } = await attempt(route, { text: 'Good morning.' }, new Map([[server.url, KEY]]))
    expect(answer).toMatchObject({ outcome: 'done', text: '译：Good morning.' })
    expect((await attempt(embedded, { text: 'Good morning.' })).answer).toMatchObject({ kind: 'refused' })
  })

  it('refuses what is no sound, and more than a minute of it', async () => {
    expect((await attempt(embedded, { file: new Blob(['not sound']) })).answer).toEqual({
      outcome: 'refused',
      code: 'unsupported_media',
    })
    const long = join(await tempFolder(), 'long.mp3')
    await make('-f', 'lavfi', '-i', 'anullsrc=r=16000', '-t', '62', '-b:a', '16k', long)
    expect((await attempt(embedded, { file: long })).answer).toEqual({ outcome: 'refused', code: 'recording_too_long' })
  })

  it.each([[{ text: 'x'.repeat(501) }], [{ text: '' }]])('does not take %j', async (input) => {
    expect(await attempt(someRoute(), input)).toMatchObject({ status: 400 })
  })
})
