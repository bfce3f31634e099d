import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { INPUT_NAME } from '../media/media-tool.ts'
import { findMp4Index } from '../source/mp4-index.ts'

const PART_BYTES = 2 * 1024 * 1024

/** Opens the source as a stream from its beginning, index first; read as slowly as it is consumed. */
export type OpenStream = () => Readable

/**
 * For a stored MP4 whose length is known from its index: writes its beginning into the folder as `input`, enough to probe,
 * and gives the way to read all of it. Null for everything else, which is fetched as a whole first.
 */
export async function openStream(
  job: Pick<RunnerJob, 'source' | 'limits'>,
  context: { folder: string; callbacks: Pick<Callbacks, 'readSource'> },
): Promise<OpenStream | null> {
  const { source, limits } = job
  if (source.kind !== 'stored' || source.sizeBytes > limits.maxSourceBytes) return null
  const { readSource } = context.callbacks
  const mp4 = await findMp4Index(source.sizeBytes, readSource)
  if (!mp4) return null
  const { front, from, to } = mp4
  const first = from < to ? await readSource(from, Math.min(from + PART_BYTES, to)) : new Uint8Array()
  await writeFile(join(context.folder, INPUT_NAME), [front, first])

  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    yield front
    yield first
    // One part is on its way while the last one is read.
    let next = read(from + first.length)
    for (let at = from + first.length; at < to; at += PART_BYTES) {
      const part = await next
      next = read(at + PART_BYTES)
      yield part
    }
  }
  function read(at: number): Promise<Uint8Array> {
    const part = at < to ? readSource(at, Math.min(at + PART_BYTES, to)) : Promise.resolve(new Uint8Array())
    // Looked at in turn; until then a rejection must not count as unhandled.
    part.catch(() => {})
    return part
  }
  return () => Readable.from(bytes(), { objectMode: false, highWaterMark: 1 })
}
