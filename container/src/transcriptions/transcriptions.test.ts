/**
 * The runner in OpenAI's form, asked over HTTP, and the pipeline that uses a provider of that form: the one is the other's
 * real server, with real recognition on both sides.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordErrors } from '../../bench/word-error-rate.ts'
import { runInProcess, startModels } from '../../test-support/job-in-process.ts'
import { joinRecordings } from '../../test-support/join-recordings.ts'
import { someRoute, startModelServer } from '../../test-support/model-server.ts'
import { LONG_RECORDING, LONG_RECORDING_WORDS, SHORT_RECORDING } from '../../test-support/recordings.ts'
import { startRunnerProcess, type RunnerProcess } from '../../test-support/runner-process.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import type { EmbeddedModels } from '../asr/embedded.ts'

const SECRET = 'a-secret-for-tests-only'
/** Moonshine's own error rate on such recordings is 3 to 6 %; a piece that is lost or there twice would be far more. */
const expectSaid = (heard: string, said: string): void => expect(wordErrors(said, heard).rate).toBeLessThan(0.06)
const wordsOf = (text: string): string => text.toLowerCase().replace(/[^a-z ]/g, '')

let runner: RunnerProcess
let models: EmbeddedModels
beforeAll(async () => {
  runner = await startRunnerProcess()
  models = await startModels()
})
afterAll(async () => {
  runner.signal('SIGTERM')
  await runner.exited
  await models.close()
})

async function ask(fields: Record<string, string | string[] | Blob>, key = SECRET): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return fetch(`${runner.url}/v1/audio/transcriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  })
}

const file = async (path: string): Promise<Blob> => new Blob([await readFile(path)])
const model = 'moonshine-base'

describe('transcription in OpenAI’s form', () => {
  it('answers in every format', async () => {
    const sound = await file(SHORT_RECORDING)
    const json = await (await ask({ file: sound, model })).json()
    expect(json).toEqual({ text: 'In being comparatively modern.' })
    const text = await ask({ file: sound, model, response_format: 'text' })
    expect(await text.text()).toBe('In being comparatively modern.\n')
    expect(await (await ask({ file: sound, model, response_format: 'srt' })).text()).toMatch(
      /^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\nIn being comparatively modern\.\n$/,
    )
    expect(await (await ask({ file: sound, model, response_format: 'vtt' })).text()).toMatch(
      /^WEBVTT\n\n1\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\nIn being comparatively modern\.\n$/,
    )
  })

  it('gives words and segments with their times', async () => {
    const answer = await ask({
      ...{ file: await file(LONG_RECORDING), model, language: 'en', response_format: 'verbose_json' },
      'timestamp_granularities[]': ['word', 'segment'],
    })
    const body = (await answer.json()) as {
      text: string
      duration: number
      words: { word: string; start: number; end: number }[]
      segments: { start: number; end: number }[]
    }
    expectSaid(body.text, LONG_RECORDING_WORDS)
    expect(body.duration).toBeCloseTo(11, 0)
    expect(wordsOf(body.words.map(({ word }) => word).join(' '))).toBe(wordsOf(body.text))
    const times = [...body.words.flatMap(({ start, end }) => [start, end])]
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(body.segments.at(-1)?.end).toBeLessThanOrEqual(body.duration)
  })

  it('lists its model', async () => {
    const answer = await fetch(`${runner.url}/v1/models`, { headers: { authorization: `Bearer ${SECRET}` } })
    expect(await answer.json()).toMatchObject({ data: [{ id: model }] })
  })

  it.each([
    [401, { model }, 'wrong', 'invalid_api_key'],
    [400, { model }, SECRET, null],
    [400, { file: new Blob(['not sound']), model }, SECRET, null],
    [404, { file: new Blob(['x']), model: 'whisper-1' }, SECRET, 'model_not_found'],
    [400, { file: new Blob(['x']), model, language: 'fr' }, SECRET, null],
    [400, { file: new Blob(['x']), model, response_format: 'pdf' }, SECRET, null],
    [413, { file: new Blob([new Uint8Array(27_000_000)]), model }, SECRET, null],
  ])('refuses with %i and an error in OpenAI’s form', async (status, fields, key, code) => {
    const answer = await ask(fields, key)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.any(String), type: 'invalid_request_error', code },
    })
  })
})

describe('a job whose recognition is behind an API', () => {
  const route = () =>
    someRoute({ modelName: 'remote', model, baseUrl: `${runner.url}/v1`, timeoutMs: 60_000, maxConcurrent: 2 })
  const embedded = someRoute({ modelName: 'moonshine-base', provider: 'embedded', model, baseUrl: null })

  it('sends pieces side by side, puts their times back, and cuts sentences from the words', async () => {
    const recording = join(await tempFolder(), 'row.wav')
    await joinRecordings([LONG_RECORDING, SHORT_RECORDING, LONG_RECORDING], recording)
    const keys = new Map([[`${runner.url}/v1`, SECRET]])
    const { items, failure } = await runInProcess(recording, models, { keys, job: { asrRoutes: [route()] } })
    expect(failure).toBeNull()
    const said = `${LONG_RECORDING_WORDS} In being comparatively modern. ${LONG_RECORDING_WORDS}`
    expectSaid(items.map(({ item }) => item.transcriptEn).join(' '), said)
    expect(items.every(({ item }) => item.asrModel === 'remote')).toBe(true)
    for (const { item } of items) expect(item.endMs - item.startMs).toBeLessThanOrEqual(14_100)
    // The short one stands between the others, with a second of silence on either side.
    const short = items.find(({ item }) => item.transcriptEn.includes('comparatively'))
    expect(short?.item.startMs).toBeGreaterThan(11_000)
    expect(short?.item.endMs).toBeLessThan(15_500)
  })

  it('goes on with the embedded model when the API fails, and says which sentences that were', async () => {
    const server = await startModelServer(() => ({ status: 401, json: { error: { message: 'no credit' } } }))
    const keys = new Map([[server.url, 'sk-test-key']])
    const routes = [{ ...route(), baseUrl: server.url }, embedded]
    const { items, failure } = await runInProcess(LONG_RECORDING, models, { keys, job: { asrRoutes: routes } })
    expect(failure).toBeNull()
    expectSaid(items.map(({ item }) => item.transcriptEn).join(' '), LONG_RECORDING_WORDS)
    expect(items.every(({ item }) => item.asrModel === 'moonshine-base')).toBe(true)
  })

  it('ends with the provider’s reason when nobody is left', async () => {
    const server = await startModelServer(() => ({ status: 401, json: { error: { message: 'no credit' } } }))
    const keys = new Map([[server.url, 'sk-test-key']])
    const routes = [{ ...route(), baseUrl: server.url }]
    const { failure } = await runInProcess(SHORT_RECORDING, models, { keys, job: { asrRoutes: routes } })
    expect(failure).toMatchObject({ code: 'asr_failed', detail: '401 no credit' })
  })

  it('translates beside it, and gives each translation to its sentence', async () => {
    const server = await startModelServer(({ json }) => {
      const { messages } = json as { messages: { content: string }[] }
      const { lines } = JSON.parse(messages[1]?.content ?? '{}') as { lines: { id: number; text: string }[] }
      const translations = lines.map(({ id, text }) => ({ id, text: `译：${text}` }))
      return { json: { choices: [{ message: { content: JSON.stringify({ translations }) } }] } }
    })
    const keys = new Map([[server.url, 'sk-test-key']])
    const mt = someRoute({ modelName: 'mt', baseUrl: server.url, language: 'zh' })
    const { items, translations, failure } = await runInProcess(LONG_RECORDING, models, {
      keys,
      job: { mtRoutes: [mt] },
    })
    expect(failure).toBeNull()
    expect(items.length).toBeGreaterThan(0)
    expect(translations.toSorted((a, b) => a.segmentIndex - b.segmentIndex)).toEqual(
      items.map(({ item }) => ({
        segmentIndex: item.segmentIndex,
        translationZh: `译：${item.transcriptEn}`,
        model: 'mt',
        engine: 'openai-compatible/a-model/zh',
        characters: item.transcriptEn.length,
      })),
    )
  })
})
