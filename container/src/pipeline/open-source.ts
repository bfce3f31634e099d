import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { JobFailure } from '../job/job-failure.ts'
import { INPUT_NAME } from '../media/media-tool.ts'
import { fetchPublicMedia, type FetchOptions } from '../source/guarded-fetch.ts'
import { openLink } from '../source/link-reader.ts'
import type { SourceReader } from '../source/source-reader.ts'
import { openStored } from '../source/stored-reader.ts'

/** Each is held in memory, so it is not large; four under way hide the way there and back. */
const PART_BYTES = 2 * 1024 * 1024
const PARTS_AT_ONCE = 4

type Job = Pick<RunnerJob, 'source' | 'limits'>
export type SourceContext = {
  folder: string
  callbacks: Pick<Callbacks, 'readSource'>
  signal: AbortSignal
  /** See `parsePublicUrl`. */
  allowHosts: readonly string[]
}

/**
 * Opens the source to be read where it is needed: the stored file, or a link through the guard. Null: all of it lies in the
 * job's folder as `input`, because the link's server hands out no ranges. Throws `JobFailure` (`file_too_large`,
 * `source_gone`) or the guard's `LinkError`.
 */
export async function openSource(job: Job, context: SourceContext): Promise<SourceReader | null> {
  const { source, limits } = job
  if (source.kind === 'url') return openLink(fetchOptions(source.url, limits, context))
  if (source.sizeBytes > limits.maxSourceBytes) {
    throw new JobFailure('file_too_large', `${source.sizeBytes} bytes, ${limits.maxSourceBytes} allowed`)
  }
  return openStored(source.sizeBytes, context.callbacks.readSource)
}

/** Brings all of the source into the job's folder as `input`. `onShare` hears how much of a stored one has arrived, 0 to 1. Throws as `openSource`. */
export async function fetchSource(job: Job, context: SourceContext, onShare: (share: number) => void): Promise<void> {
  const { source, limits } = job
  if (source.kind === 'url') {
    await fetchPublicMedia(fetchOptions(source.url, limits, context))
    return
  }
  const file = await open(join(context.folder, INPUT_NAME), 'w')
  try {
    await readParts(file, source.sizeBytes, context.callbacks.readSource, onShare)
  } finally {
    await file.close()
  }
}

function fetchOptions(
  url: string,
  { maxSourceBytes: maxBytes }: RunnerJob['limits'],
  { folder, signal, allowHosts }: SourceContext,
): FetchOptions {
  return { url, toFile: join(folder, INPUT_NAME), maxBytes, signal, allowHosts }
}

/** A few parts under way at once: one connection seldom fills the line. */
async function readParts(
  file: FileHandle,
  sizeBytes: number,
  read: Callbacks['readSource'],
  onShare: (share: number) => void,
): Promise<void> {
  let next = 0
  let received = 0
  async function readInTurn(): Promise<void> {
    while (next < sizeBytes) {
      const from = next
      next += PART_BYTES
      const bytes = await read(from, Math.min(from + PART_BYTES, sizeBytes))
      await file.write(bytes, 0, bytes.length, from)
      received += bytes.length
      onShare(received / sizeBytes)
    }
  }
  const readers = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, readInTurn))
  const failed = readers.find((reader) => reader.status === 'rejected')
  if (failed) throw failed.reason
}
