import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LONG_RECORDING, make } from '../../test-support/recordings.ts'
import { sourceOf } from '../../test-support/source-of.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { JobFailure } from '../job/job-failure.ts'
import { planStream } from '../source/plan-stream.ts'
import { openStored } from '../source/stored-reader.ts'
import { decodeAudio } from './decode.ts'
import { writeBeginning } from './stream-source.ts'

const { signal } = new AbortController()

/** Opens a film of some megabytes; reads that begin beyond `goneFrom` find nothing. */
async function openFilm(goneFrom: number) {
  const folder = await tempFolder()
  const file = join(folder, 'film.mp4')
  const noise = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:r=25,noise=alls=80:allf=t', '-c:v', 'mpeg4', '-q:v', '2']
  await make('-i', LONG_RECORDING, ...noise, '-shortest', '-c:a', 'aac', file)
  const { size } = await stat(file)
  const source = await sourceOf(file, (from) => {
    if (from > goneFrom && from < size - 300_000) throw new JobFailure('source_gone')
  })
  const reader = await openStored(size, source.readSource)
  const plan = await planStream(reader)
  if (!plan) throw new Error('was not planned')
  return { folder, size, bytesRead: source.bytesRead, openStream: await writeBeginning(folder, plan, reader) }
}

type Film = Awaited<ReturnType<typeof openFilm>>

async function secondsOf({ folder, openStream }: Film): Promise<number> {
  let samples = 0
  for await (const block of decodeAudio(TOOLS, { folder, durationMs: 11_000, signal, openStream }).blocks)
    samples += block.length
  return samples / 16_000
}

it('reads little of a film before it is decoded, and then all of it', async () => {
  const film = await openFilm(Infinity)
  expect(film.size).toBeGreaterThan(8_000_000)
  expect(film.bytesRead()).toBeLessThan(4_000_000)
  expect(await secondsOf(film)).toBeCloseTo(11, 0)
  expect(film.bytesRead()).toBeGreaterThan(film.size)
})

it('reads as it is consumed: one part, and one ahead', async () => {
  const film = await openFilm(Infinity)
  const before = film.bytesRead()
  const { bytes } = film.openStream()
  await new Promise((resolve) => bytes.once('readable', resolve))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(film.bytesRead() - before).toBeLessThanOrEqual(512 * 1024)
  bytes.destroy()
})

it('fails as the reading fails, and does not take it for the end', async () => {
  await expect(secondsOf(await openFilm(3_000_000))).rejects.toMatchObject({ code: 'source_gone' })
})
