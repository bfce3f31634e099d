import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joinRecordings } from '../../test-support/join-recordings.ts'
import { runInProcess, startModels } from '../../test-support/job-in-process.ts'
import { LONG_RECORDING, SHORT_RECORDING } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import type { EmbeddedModels } from '../asr/embedded.ts'

let models: EmbeddedModels
beforeAll(async () => {
  models = await startModels()
})
afterAll(() => models.close())

it('wherever an attempt is lost, the next one has the same sentences, to the millisecond', async () => {
  const file = join(await tempFolder(), 'talk.mp3')
  await joinRecordings([LONG_RECORDING, SHORT_RECORDING, LONG_RECORDING], file, { outputOptions: ['-b:a', '64k'] })
  const whole = (await runInProcess(file, models)).items.map(({ item }) => item)
  expect(whole.length).toBeGreaterThan(5)
  for (const [index, { endMs }] of whole.entries()) {
    const rest = await runInProcess(file, models, { job: { resume: { segmentIndex: index + 1, fromMs: endMs } } })
    expect(rest.items.map(({ item }) => item)).toEqual(whole.slice(index + 1))
  }
})
