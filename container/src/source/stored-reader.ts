import { JobFailure, JobStopped } from '../job/job-failure.ts'
import { beyondHead, HEAD_BYTES, type ReadRange, type SourceReader } from './source-reader.ts'

/** How often a part is asked for whose answer breaks off on its way. */
const TRIES = 3

/** Opens a stored source. Rejects as `read` does. */
export async function openStored(sizeBytes: number, read: ReadRange): Promise<SourceReader> {
  const readWhole = trying(read)
  const head = await readWhole(0, Math.min(HEAD_BYTES, sizeBytes))
  return { sizeBytes, head, read: beyondHead(head, readWhole), close: async () => {} }
}

/** What the Worker answers is final, but an hour is read in many parts, and a body that breaks off says nothing. */
function trying(read: ReadRange): ReadRange {
  return async (from, to) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read(from, to)
      } catch (error) {
        if (attempt === TRIES || error instanceof JobFailure || error instanceof JobStopped) throw error
      }
    }
  }
}
