import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import { LONG_RECORDING, make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { JobFailure } from '../job/job-failure.ts'
import { decodeAudio } from './decode.ts'
import { openStream } from './stream-source.ts'

const { signal } = new AbortController()

/** Opens a film of some megabytes; reads that begin beyond `goneFrom` find nothing. */
async function openFilm(goneFrom: number) {
  const folder = await tempFolder()
  const file = join(folder, 'film.mp4')
  const noise = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:r=25,noise=alls=80:allf=t', '-c:v', 'mpeg4', '-q:v', '2']
  await make('-i', LONG_RECORDING, ...noise, '-shortest', '-c:a', 'aac', file)
  const { size } = await stat(file)
  const reads: number[] = []
  const readSource = async (from: number, to: number): Promise<Uint8Array> => {
    reads.push(to - from)
    if (from > goneFrom && from < size - 300_000) throw new JobFailure('source_gone')
    const handle = await open(file)
    const { buffer } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
    await handle.close()
    return buffer
  }
  const job: Pick<RunnerJob, 'source' | 'limits'> = {
    source: { kind: 'stored', sizeBytes: size, fileName: 'film.mp4' },
    limits: { maxDurationMs: 60_000, maxSourceBytes: 1e9 },
  }
  const stream = await openStream(job, { folder, callbacks: { readSource } })
  return { folder, stream, size, read: () => reads.reduce((sum, bytes) => sum + bytes, 0) }
}

async function secondsOf(folder: string, stream: Awaited<ReturnType<typeof openStream>>): Promise<number> {
  let samples = 0
  const context = { folder, durationMs: 11_000, signal, openStream: stream }
  for await (const block of decodeAudio('ffmpeg', context).blocks) samples += block.length
  return samples / 16_000
}

it('reads little of a film before it is decoded, and then all of it', async () => {
  const { folder, stream, size, read } = await openFilm(Infinity)
  expect(size).toBeGreaterThan(8_000_000)
  expect(read()).toBeLessThan(5_500_000)
  expect(await secondsOf(folder, stream)).toBeCloseTo(11, 0)
})

it('fails as the reading fails, and does not take it for the end', async () => {
  const { folder, stream } = await openFilm(3_000_000)
  await expect(secondsOf(folder, stream)).rejects.toMatchObject({ code: 'source_gone' })
})
