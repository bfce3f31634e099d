import { beyondHead, HEAD_BYTES, type ReadRange, type SourceReader } from './source-reader.ts'

/** Opens a stored source. Rejects as `read` does. */
export async function openStored(sizeBytes: number, read: ReadRange): Promise<SourceReader> {
  const head = await read(0, Math.min(HEAD_BYTES, sizeBytes))
  return { sizeBytes, head, read: beyondHead(head, read), close: async () => {} }
}
