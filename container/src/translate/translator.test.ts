import { describe, expect, it } from 'vitest'
import type { RunnerTranslations } from '../../../workers/contract/runner.ts'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import {
  KEY,
  someRoute,
  startModelServer,
  type Asked,
  type ModelServer,
  type Reply,
} from '../../test-support/model-server.ts'
import { createModelRoutes } from '../providers/model-routes.ts'
import { createTranslator } from './translator.ts'

type Question = { before: string[]; lines: { id: number; text: string }[]; after: string[] }

const questionIn = ({ json }: Asked): Question =>
  JSON.parse((json as { messages?: { content: string }[] }).messages?.[1]?.content ?? '{}') as Question

const chat = (translations: { id: number; text: string }[]): Reply => ({
  json: { choices: [{ message: { content: JSON.stringify({ translations }) } }] },
})

/** As a model that does what it is told. */
const translated = (question: Question) => question.lines.map(({ id, text }) => ({ id, text: `译：${text}` }))

async function translateAll(
  texts: string[],
  answers: ((asked: Asked, count: number) => Reply | Promise<Reply>)[],
  fields: Partial<RunnerRoute>[] = [],
): Promise<{ items: RunnerTranslations['items']; questions: Question[][]; servers: ModelServer[] }> {
  const servers = await Promise.all(answers.map((answer) => startModelServer(answer)))
  const routes = servers.map(({ url }, i) =>
    someRoute({ modelName: `mt-${i}-${url}`, baseUrl: url, language: 'zh', maxConcurrent: 1, ...fields[i] }),
  )
  const items: RunnerTranslations['items'] = []
  const translator = createTranslator({
    routes,
    models: createModelRoutes(new Map(servers.map(({ url }) => [url, KEY]))),
    signal: new AbortController().signal,
    callbacks: { putTranslations: async (some) => void items.push(...some) },
  })
  texts.forEach((text, segmentIndex) => translator.add({ segmentIndex, text, done: false }))
  await translator.finish()
  return { items, questions: servers.map(({ asked }) => asked.map(questionIn)), servers }
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `Line ${i}.`)
const textOf = (items: RunnerTranslations['items']) =>
  items
    .toSorted((a, b) => a.segmentIndex - b.segmentIndex)
    .map(({ segmentIndex, translationZh }) => [segmentIndex, translationZh])
const allOf = (texts: string[]) => texts.map((text, i) => [i, `译：${text}`])

describe('translation', () => {
  it('goes in batches, each with its neighbours as context', async () => {
    const texts = numbered(30)
    const { items, questions } = await translateAll(texts, [(asked) => chat(translated(questionIn(asked)))])
    expect(textOf(items)).toEqual(allOf(texts))
    expect(items[0]).toMatchObject({ engine: 'openai-compatible/a-model/zh', characters: 'Line 0.'.length })
    const [own = []] = questions
    expect(own.map(({ lines }) => lines.length)).toEqual([12, 12, 6])
    expect(own[1]?.before).toEqual(['Line 10.', 'Line 11.'])
    expect(own[1]?.after).toEqual(['Line 24.', 'Line 25.'])
  })

  it('asks for a line that was left out alone', async () => {
    const texts = numbered(6)
    const { items, questions } = await translateAll(texts, [
      (asked, count) => chat(translated(questionIn(asked)).filter(({ id }) => count > 1 || id !== 4)),
    ])
    expect(textOf(items)).toEqual(allOf(texts))
    expect(questions[0]?.map(({ lines }) => lines.map(({ text }) => text))).toEqual([texts, ['Line 3.']])
  })

  it('divides what does not come back one to one until it does', async () => {
    const texts = numbered(4)
    // Two lines or more come back as one.
    const { items } = await translateAll(texts, [
      (asked) => {
        const question = questionIn(asked)
        return question.lines.length === 1 ? chat(translated(question)) : chat([{ id: 99, text: '合并' }])
      },
    ])
    expect(textOf(items)).toEqual(allOf(texts))
  })

  it('is taken over by the fallback, which is named', async () => {
    const texts = numbered(2)
    const { items } = await translateAll(texts, [
      () => ({ status: 403, json: { error: { message: 'no' } } }),
      (asked) => chat(translated(questionIn(asked))),
    ])
    expect(textOf(items)).toEqual(allOf(texts))
    expect(items.every(({ model }) => model.startsWith('mt-1-'))).toBe(true)
  })

  it('goes to a fallback that takes fewer at once within its limits, and no line twice that was translated', async () => {
    const m2m100 = { provider: 'workers-ai', model: '@cf/meta/m2m100-1.2b', maxConcurrent: 2 } as const
    let [atOnce, most] = [0, 0]
    const textIn = ({ json }: Asked): string => (json as { text: string }).text
    const texts = numbered(6)
    const { items, servers } = await translateAll(
      texts,
      [
        () => ({ status: 403, json: { error: { message: 'no' } } }),
        async (asked, count) => {
          most = Math.max(most, (atOnce += 1))
          await new Promise((resolve) => setTimeout(resolve, 5))
          atOnce -= 1
          if (textIn(asked) === 'Line 4.') return { status: 400, json: { errors: [{ message: 'not this one' }] } }
          if (count === 3) return { status: 429, json: {} }
          return { json: { result: { translated_text: `译：${textIn(asked)}` } } }
        },
      ],
      [{}, m2m100],
    )
    // The one line that is refused does not cost the others theirs.
    expect(textOf(items)).toEqual(allOf(texts).toSpliced(4, 1))
    expect(most).toBe(2)
    expect(servers.map(({ asked }) => asked.length)).toEqual([1, 7])
  })

  it('keeps what was translated when a line that was left out cannot be asked for', async () => {
    const texts = numbered(4)
    const { items } = await translateAll(texts, [
      (asked, count) =>
        count === 1 ? chat(translated(questionIn(asked)).filter(({ id }) => id !== 2)) : { status: 403, json: {} },
    ])
    expect(textOf(items)).toEqual(allOf(texts).toSpliced(1, 1))
  })

  it('leaves sentences without one when nobody can, and does not end the job', async () => {
    const { items } = await translateAll(numbered(3), [() => ({ status: 403, json: {} })])
    expect(items).toEqual([])
  })

  it('does not ask for what is translated already, but shows it as context', async () => {
    const server = await startModelServer((asked) => chat(translated(questionIn(asked))))
    const route = someRoute({ modelName: server.url, baseUrl: server.url })
    const translator = createTranslator({
      routes: [route],
      models: createModelRoutes(new Map([[server.url, KEY]])),
      signal: new AbortController().signal,
      callbacks: { putTranslations: async () => {} },
    })
    translator.add({ segmentIndex: 0, text: 'Known.', done: true })
    translator.add({ segmentIndex: 1, text: 'New.', done: false })
    await translator.finish()
    expect(server.asked.map(questionIn)).toEqual([{ before: ['Known.'], lines: [{ id: 1, text: 'New.' }], after: [] }])
  })
})
