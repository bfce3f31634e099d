import { open, stat } from 'node:fs/promises'
import type { RunnerJob } from '../../workers/contract/runner.ts'

type Read = (from: number, to: number) => Promise<Uint8Array>

/** A job whose stored source is this file, and what was read of it so far. `onRead` may reject in place of a read. */
export async function sourceOf(
  file: string,
  onRead: (from: number, to: number) => void = () => {},
): Promise<{
  job: Pick<RunnerJob, 'source' | 'limits'>
  readSource: Read
  bytesRead: () => number
}> {
  const { size } = await stat(file)
  let bytesRead = 0
  return {
    job: {
      source: { kind: 'stored', sizeBytes: size, fileName: 'source' },
      limits: { maxDurationMs: 3_600_000, maxSourceBytes: 1e9 },
    },
    async readSource(from, to) {
      bytesRead += to - from
      onRead(from, to)
      const handle = await open(file)
      try {
        const { buffer } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
        return buffer
      } finally {
        await handle.close()
      }
    },
    bytesRead: () => bytesRead,
  }
}
