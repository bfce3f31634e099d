import { describe, expect, it } from 'vitest'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { KEY, someRoute, startModelServer, type Asked, type Reply } from '../../test-support/model-server.ts'
import { createModelRoutes } from '../providers/model-routes.ts'
import type { CutSegment } from './cut.ts'
import { transcribePiece, type SoundPiece } from './transcribe-piece.ts'

/** Which of the stretches was sent: each is as many hundredths of a second longer as it has number. */
const WAV_HEADER_BYTES = 44
function stretchIn({ json }: Asked): number {
  const { input } = json as { input: { messages: [unknown, { content: [{ audio: string }] }] } }
  const wav = Buffer.from(input.messages[1].content[0].audio.split(',')[1] ?? '', 'base64')
  return (wav.length - WAV_HEADER_BYTES) / 2 / 160 - 100
}

const heard = (text: string): Reply => ({
  json: { output: { choices: [{ message: { content: [{ text }] } }] } },
})
const word = (stretch: number): Reply => heard(`Word${stretch}.`)

function pieceOf(count: number): SoundPiece {
  const segments = Array.from({ length: count }, (_, i): CutSegment => {
    const [startMs, endMs] = [i * 2_000, i * 2_000 + 1_000]
    const samples = new Float32Array(160 * (100 + i))
    return { startMs, endMs, speech: { startMs, endMs }, pauses: [], cutInSpeech: false, gapAfterMs: 1_000, samples }
  })
  return { startMs: 0, endMs: count * 2_000, segments, sound: new Float32Array(32_000 * count) }
}

const recogniser = { recognise: () => Promise.reject(new Error('not asked')) }
const withoutTimes = (baseUrl: string, fields: Partial<RunnerRoute> = {}) =>
  someRoute({ provider: 'dashscope', model: 'qwen3-asr-flash', baseUrl, modelName: baseUrl, ...fields })

async function transcribe(routes: RunnerRoute[], piece: SoundPiece): Promise<[word: string, by: string][]> {
  const models = createModelRoutes(new Map(routes.map(({ baseUrl }) => [baseUrl ?? '', KEY])))
  const { signal } = new AbortController()
  const parts = await transcribePiece(piece, false, { routes, models, recogniser, signal })
  return parts.flatMap(({ words, model }) => words.map(({ text }): [string, string] => [text, model]))
}

describe('a piece whose route failed', () => {
  it('goes to one without times a stretch at a time, within its limits, and no stretch twice that was heard', async () => {
    const first = await startModelServer(() => ({ status: 403, json: { error: { message: 'no' } } }))
    let [atOnce, most] = [0, 0]
    const second = await startModelServer(async (asked, count) => {
      most = Math.max(most, (atOnce += 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
      atOnce -= 1
      return count === 2 ? { status: 429, json: { code: 'Throttling' } } : word(stretchIn(asked))
    })
    const routes = [
      someRoute({ baseUrl: first.url, modelName: 'first' }),
      withoutTimes(second.url, { maxConcurrent: 2, modelName: 'second' }),
    ]
    const words = await transcribe(routes, pieceOf(6))
    expect(words).toEqual([0, 1, 2, 3, 4, 5].map((i) => [`Word${i}.`, 'second']))
    expect(most).toBe(2)
    const sent = second.asked.map(stretchIn)
    expect([first.asked.length, sent.length, new Set(sent).size]).toEqual([1, 7, 6])
  })

  it('has only those stretches read by the next that were not heard', async () => {
    const first = await startModelServer((asked) =>
      stretchIn(asked) === 1 ? { status: 400, json: { message: 'cannot be read' } } : word(stretchIn(asked)),
    )
    const second = await startModelServer((asked) => heard(`Other${stretchIn(asked)}.`))
    const words = await transcribe([withoutTimes(first.url), withoutTimes(second.url)], pieceOf(3))
    expect(words).toEqual([
      ['Word0.', first.url],
      ['Other1.', second.url],
      ['Word2.', first.url],
    ])
    expect([first.asked.length, second.asked.length]).toEqual([3, 1])
  })

  it('is not heard when nobody hears it, for the last reason that was given', async () => {
    const only = await startModelServer(() => ({ status: 400, json: { message: 'cannot be read' } }))
    await expect(transcribe([withoutTimes(only.url)], pieceOf(2))).rejects.toMatchObject({
      code: 'asr_failed',
      detail: '400 cannot be read',
    })
  })
})
