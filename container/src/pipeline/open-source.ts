import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { JobFailure } from '../job/job-failure.ts'
import { INPUT_NAME } from '../media/media-tool.ts'
import { openAnyLink, type OpenedLink } from '../source/open-any-link.ts'
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
  /** The yt-dlp that is asked where the media of a page lie; null: pages are not taken. */
  ytDlp?: string | null
}

/** A source that was opened. `fetchWhole` brings all of it into the job's folder as `input`. */
export type Source = OpenedLink

/**
 * Opens the source to be read where it is needed: the stored file, or a link through the guard. `onShare` hears how much of
 * one that is fetched as a whole has arrived, 0 to 1. Throws `JobFailure` (`file_too_large`, `source_gone`) or the
 * guard's `LinkError`; `fetchWhole` the same.
 */
export async function openSource(job: Job, context: SourceContext, onShare: (share: number) => void): Promise<Source> {
  const { source, limits } = job
  const toFile = join(context.folder, INPUT_NAME)
  if (source.kind === 'url') {
    const { maxSourceBytes: maxBytes, maxDurationMs } = limits
    return openAnyLink({ ...context, url: source.url, toFile, maxBytes, maxDurationMs, onShare })
  }
  const { sizeBytes } = source
  if (sizeBytes > limits.maxSourceBytes) {
    throw new JobFailure('file_too_large', `${sizeBytes} bytes, ${limits.maxSourceBytes} allowed`)
  }
  const { readSource } = context.callbacks
  return {
    reader: await openStored(sizeBytes, readSource),
    pieces: null,
    fetchWhole: () => fetchStored(toFile, sizeBytes, readSource, onShare),
  }
}

async function fetchStored(
  toFile: string,
  sizeBytes: number,
  read: Callbacks['readSource'],
  onShare: (share: number) => void,
): Promise<void> {
  const file = await open(toFile, 'w')
  try {
    await readParts(file, sizeBytes, read, onShare)
  } finally {
    await file.close()
  }
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
