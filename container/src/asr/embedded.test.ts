import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordErrors } from '../../bench/word-error-rate.ts'
import { modelDir } from '../../test-support/models.ts'
import { LONG_RECORDING, LONG_RECORDING_WORDS, SHORT_RECORDING, samplesOf } from '../../test-support/recordings.ts'
import { startEmbeddedModels, type EmbeddedModels } from './embedded.ts'

let models: EmbeddedModels
const never = new AbortController().signal

beforeAll(async () => {
  models = startEmbeddedModels({ modelDir: await modelDir(), threads: 1 })
  await models.ready
}, 300_000)
afterAll(() => models.close())

describe('the recogniser', () => {
  it('writes down real speech, cased and punctuated, and is sure of it', async () => {
    const heard = await models.recogniser.recognise(await samplesOf(SHORT_RECORDING, 16_000), {
      signal: never,
      urgent: false,
    })
    expect(heard).toMatchObject({ text: 'In being comparatively modern.', repetition: false, cutOff: false })
    expect(heard.confidence).toBeGreaterThan(0.8)
  })

  it('makes few errors in a longer sentence', async () => {
    const heard = await models.recogniser.recognise(await samplesOf(LONG_RECORDING, 16_000), {
      signal: never,
      urgent: false,
    })
    expect(wordErrors(LONG_RECORDING_WORDS, heard.text).rate).toBeLessThan(0.1)
  })

  it('takes sound of next to no length', async () => {
    const heard = await models.recogniser.recognise(new Float32Array(10), { signal: never, urgent: false })
    expect(heard.text.split(' ').length).toBeLessThanOrEqual(3)
  })

  it('reads urgent segments before those that wait', async () => {
    const sound = await samplesOf(SHORT_RECORDING, 16_000)
    const order: string[] = []
    const read = (name: string, urgent: boolean): Promise<void> =>
      models.recogniser.recognise(sound, { signal: never, urgent }).then(() => void order.push(name))
    await Promise.all([read('running', false), read('waiting', false), read('urgent', true)])
    expect(order).toEqual(['running', 'urgent', 'waiting'])
  })

  it('drops a waiting segment when its job is aborted, and goes on with others', async () => {
    const sound = await samplesOf(SHORT_RECORDING, 16_000)
    const abort = new AbortController()
    const running = models.recogniser.recognise(sound, { signal: never, urgent: false })
    const dropped = models.recogniser.recognise(sound, { signal: abort.signal, urgent: false })
    abort.abort(new Error('cancelled'))
    await expect(dropped).rejects.toThrow('cancelled')
    await expect(running).resolves.toMatchObject({ repetition: false })
  })

  it('leaves the event loop free while it computes', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await models.recogniser.recognise(await samplesOf(LONG_RECORDING, 16_000), { signal: never, urgent: false })
    clearInterval(timer)
    // Computing on this thread would leave room for a single tick, whatever the machine.
    expect(ticks).toBeGreaterThan(5)
  })
})

describe('the speech detector', () => {
  it('tells speech from silence', async () => {
    const sound = await samplesOf(SHORT_RECORDING, 16_000)
    const stream = models.detector.open()
    const silence = await stream.push(new Float32Array(512 * 30))
    const speech = await stream.push(sound.subarray(0, 512 * 50))
    stream.close()
    expect(Math.max(...silence)).toBeLessThan(0.2)
    expect(speech.filter((probability) => probability > 0.5).length).toBeGreaterThan(40)
  })

  it('goes on where it was, however the sound is divided, and keeps recordings apart', async () => {
    const sound = (await samplesOf(SHORT_RECORDING, 16_000)).subarray(0, 512 * 40)
    const whole = models.detector.open()
    const expected = await whole.push(sound)
    const parts = models.detector.open()
    const other = models.detector.open()
    const first = await parts.push(sound.subarray(0, 512 * 13))
    await other.push(new Float32Array(512 * 20))
    const second = await parts.push(sound.subarray(512 * 13))
    expect([...first, ...second]).toEqual([...expected])
  })
})
