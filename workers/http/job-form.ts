import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { AppError } from '../contract/errors.ts'

/** A file of the form, as a stream: `store` reads it to its end and returns its size in bytes. */
type StoreFile = (file: { name: string; chunks: AsyncIterable<Uint8Array> }) => Promise<number>

export type JobForm = { fields: Record<string, string>; file: { name: string; sizeBytes: number } | null }

const MAX_FIELD_BYTES = 8_192

/**
 * Reads a `multipart/form-data` body as it arrives; nothing large is held in memory. `video_file` is handed to `store`
 * while the rest of the body is still on its way; other files are read past. A file that was stored before the
 * form turned out to be broken is the caller's to delete.
 * @throws AppError validation_failed for a body that is no form, and what `store` throws
 */
export async function readJobForm(request: Request, store: StoreFile): Promise<JobForm> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!request.body) throw new AppError('validation_failed', { fields: { body: 'Empty.' } })
  const form: JobForm = { fields: {}, file: null }
  const parser = openParser(contentType)
  const stored: Promise<void>[] = []
  const failure = Promise.withResolvers<never>()

  parser.on('field', (name, value) => {
    form.fields[name] = value
  })
  parser.on('file', (field, file, name) => {
    if (field !== 'video_file' || form.file) return void file.resume()
    const kept = { name: name || 'upload', sizeBytes: 0 }
    form.file = kept
    const storing = store({ name: kept.name, chunks: file }).then((sizeBytes) => {
      kept.sizeBytes = sizeBytes
    })
    storing.catch((error: unknown) => failure.reject(error))
    stored.push(storing)
  })
  const finished = new Promise<void>((resolve, reject) => {
    parser.on('finish', resolve)
    parser.on('error', () => reject(new AppError('validation_failed', { fields: { body: 'Not a complete form.' } })))
  })

  const body = Readable.fromWeb(request.body as unknown as NodeReadableStream)
  body.on('error', () => parser.destroy(new Error('the sender went away')))
  body.pipe(parser)
  try {
    await Promise.race([finished, failure.promise])
    await Promise.all(stored)
  } finally {
    body.destroy()
  }
  return form
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fieldSize: MAX_FIELD_BYTES, fields: 20, files: 4, parts: 24 },
    })
  } catch {
    throw new AppError('validation_failed', { fields: { body: 'Not a multipart form.' } })
  }
}
