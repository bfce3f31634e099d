import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipFrames } from '../../../workers/domain/clips/clip-frames.ts'
import { runInProcess, startModels } from '../../test-support/job-in-process.ts'
import { joinRecordings } from '../../test-support/join-recordings.ts'
import { LONG_RECORDING, SHORT_RECORDING } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import type { EmbeddedModels } from '../asr/embedded.ts'

let models: EmbeddedModels
beforeAll(async () => {
  models = await startModels()
})
afterAll(() => models.close())

describe('a job that only cuts', () => {
  it('gives every clip of the first job again, to the byte, and recognises nothing', async () => {
    const file = join(await tempFolder(), 'lesson.m4a')
    await joinRecordings([SHORT_RECORDING, LONG_RECORDING, SHORT_RECORDING], file, { gapSeconds: 2 })
    const first = await runInProcess(file, models)
    expect(first.items.length).toBeGreaterThan(2)
    const clips = first.items.map(({ item, clip }) => {
      // The stand-in keeps the sentence only, without the sound around it.
      const sound = { startMs: item.startMs, endMs: item.endMs, clipOffset: 0, clipBytes: clip.length }
      return { itemId: `item-${item.segmentIndex}`, ...clipFrames({ ...sound, clipObjectBytes: 0 }) }
    })
    const deaf = {
      ...models,
      recogniser: { recognise: () => Promise.reject(new Error('nothing is to be recognised')) },
    }
    const again = await runInProcess(file, deaf, { clips: { durationMs: null, clips } })
    expect(again.failure).toBeNull()
    expect(again.items).toEqual([])
    expect(again.reports).toContain('probed')
    for (const { item, clip } of first.items) {
      const cut = again.clips.get(`item-${item.segmentIndex}`)
      expect([item.segmentIndex, Buffer.from(cut ?? []).equals(clip)]).toEqual([item.segmentIndex, true])
    }
  })

  it('ends where the file has no such sound', async () => {
    const clips = [{ itemId: 'a', first: 100_000, end: 100_100 }]
    const { failure } = await runInProcess(SHORT_RECORDING, models, { clips: { durationMs: null, clips } })
    expect(failure).toMatchObject({ code: 'media_damaged' })
  })
})
