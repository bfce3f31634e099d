import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { JobFailure } from '../job/job-failure.ts'
import { INPUT_NAME } from '../media/media-tool.ts'
import { fetchPublicMedia } from '../source/guarded-fetch.ts'

/** Each is held in memory, so it is not large; four under way hide the way there and back. */
const PART_BYTES = 2 * 1024 * 1024
const PARTS_AT_ONCE = 4

/**
 * Brings the source into the job's folder as `input`: the stored file by ranges, a link through the guard. `onBytes` hears
 * of bytes as they arrive, with the expected total when it is known. Throws `JobFailure` (`file_too_large`, `source_gone`)
 * or the guard's `LinkError`.
 */
export async function openSource(
  job: RunnerJob,
  context: {
    folder: string
    callbacks: Pick<Callbacks, 'readSource'>
    signal: AbortSignal
    allowHosts: readonly string[]
    onBytes: (received: number, total: number) => void
  },
): Promise<void> {
  const toFile = join(context.folder, INPUT_NAME)
  const maxBytes = job.limits.maxSourceBytes
  if (job.source.kind === 'url') {
    const { signal, allowHosts } = context
    await fetchPublicMedia({ url: job.source.url, toFile, maxBytes, signal, allowHosts })
    return
  }
  if (job.source.sizeBytes > maxBytes) {
    throw new JobFailure('file_too_large', `${job.source.sizeBytes} bytes, ${maxBytes} allowed`)
  }
  const file = await open(toFile, 'w')
  try {
    await readParts(file, job.source.sizeBytes, context)
  } finally {
    await file.close()
  }
}

/** A few parts under way at once: one connection seldom fills the line. */
async function readParts(
  file: FileHandle,
  sizeBytes: number,
  {
    callbacks,
    onBytes,
  }: { callbacks: Pick<Callbacks, 'readSource'>; onBytes: (received: number, total: number) => void },
): Promise<void> {
  let next = 0
  let received = 0
  async function readInTurn(): Promise<void> {
    while (next < sizeBytes) {
      const from = next
      next += PART_BYTES
      const bytes = await callbacks.readSource(from, Math.min(from + PART_BYTES, sizeBytes))
      await file.write(bytes, 0, bytes.length, from)
      received += bytes.length
      onBytes(received, sizeBytes)
    }
  }
  const readers = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, readInTurn))
  const failed = readers.find((reader) => reader.status === 'rejected')
  if (failed) throw failed.reason
}
