import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { INPUT_NAME } from '../media/media-tool.ts'
import type { StreamPlan } from '../source/plan-stream.ts'
import type { SourceReader } from '../source/source-reader.ts'

/** Parts grow to this: the first sentence waits for small ones, the rest costs few requests. */
const FIRST_PART_BYTES = 512 * 1024
const PART_BYTES = 2 * 1024 * 1024

export type SourceStream = {
  bytes: Readable
  /** Whether the next bytes are still on their way: then a reader that stands still is not to blame. */
  isWaiting: () => boolean
}

/** Opens the source as a stream from its beginning; read as slowly as it is consumed. */
export type OpenStream = () => SourceStream

/**
 * Writes what a probe has to see into the folder as `input`, with holes for the rest, and gives the way to read all of the
 * source. Nothing of it stays in memory: the front comes from that file.
 */
export async function writeBeginning(folder: string, plan: StreamPlan, reader: SourceReader): Promise<OpenStream> {
  const path = join(folder, INPUT_NAME)
  const file = await open(path, 'w')
  try {
    for (const { at, bytes } of plan.parts) await file.write(bytes, 0, bytes.length, at)
    await file.truncate(plan.fileBytes)
  } finally {
    await file.close()
  }
  const { front, from, to } = plan
  return () => openStream(path, { front, from, to }, reader)
}

function openStream(
  path: string,
  { front, from, to }: Pick<StreamPlan, 'front' | 'from' | 'to'>,
  reader: SourceReader,
): SourceStream {
  let isWaiting = false

  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    let size = FIRST_PART_BYTES
    let at = from
    const readOn = (): Promise<Uint8Array> | null => {
      if (at >= to) return null
      const part = reader.read(at, Math.min(at + size, to))
      at += size
      size = Math.min(2 * size, PART_BYTES)
      // Looked at in turn; until then a rejection must not count as unhandled.
      part.catch(() => {})
      return part
    }
    // One part is on its way while the last one is read.
    let next = readOn()
    yield* createReadStream(path, { end: front - 1 })
    while (next) {
      isWaiting = true
      const part = await next
      isWaiting = false
      next = readOn()
      yield part
    }
  }
  return { bytes: Readable.from(bytes(), { objectMode: false, highWaterMark: 1 }), isWaiting: () => isWaiting }
}
