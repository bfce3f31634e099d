import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { AppError } from '../contract/errors.ts'

/** What becomes of the files of the form. What these throw ends the reading and is thrown by it. */
type TakeFiles<Subtitles> = {
  /** Reads the stream to its end and returns its size in bytes. */
  store: (file: { name: string; chunks: AsyncIterable<Uint8Array> }) => Promise<number>
  /** Is given all of the file; with more than `maxSubtitleBytes` one byte more than that. */
  takeSubtitles: (bytes: Uint8Array) => Subtitles
  maxSubtitleBytes: number
}

export type JobForm<Subtitles> = {
  fields: Record<string, string>
  file: { name: string; sizeBytes: number } | null
  subtitles: Subtitles | null
}

const MAX_FIELD_BYTES = 8_192

/**
 * Reads a `multipart/form-data` body as it arrives; nothing large is held in memory. `video_file` is handed to `store`
 * while the rest of the body is still on its way, `subtitle_file` is small and handed over whole, before or after it;
 * other files are read past. A file that was stored before the form turned out to be broken is the caller's to delete.
 * @throws AppError validation_failed for a body that is no form, and what `store` and `takeSubtitles` throw
 */
export async function readJobForm<Subtitles>(
  request: Request,
  { store, takeSubtitles, maxSubtitleBytes }: TakeFiles<Subtitles>,
): Promise<JobForm<Subtitles>> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!request.body) throw new AppError('validation_failed', { fields: { body: 'Empty.' } })
  const form: JobForm<Subtitles> = { fields: {}, file: null, subtitles: null }
  const parser = openParser(contentType)
  const taken: Promise<void>[] = []
  const files: BusboyFileStream[] = []
  const failure = Promise.withResolvers<never>()
  const take = (work: Promise<void>): void => {
    work.catch((error: unknown) => failure.reject(error))
    taken.push(work)
  }

  parser.on('field', (name, value) => {
    form.fields[name] = value
  })
  parser.on('file', (field, file, name) => {
    files.push(file)
    if (field === 'video_file' && !form.file) {
      const kept = { name: name || 'upload', sizeBytes: 0 }
      form.file = kept
      take(
        store({ name: kept.name, chunks: file }).then((sizeBytes) => {
          kept.sizeBytes = sizeBytes
        }),
      )
    } else if (field === 'subtitle_file' && form.subtitles === null) {
      take(
        readUpTo(file, maxSubtitleBytes + 1).then((bytes) => {
          // A browser sends a field in which nothing was chosen as an empty file without a name.
          if (bytes.length > 0 || name) form.subtitles = takeSubtitles(bytes)
        }),
      )
    } else file.resume()
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
    await Promise.all(taken)
  } catch (error) {
    // What is still being stored ends now, so that the caller deletes all of it.
    for (const file of files) file.destroy(new Error('the form was refused'))
    await Promise.allSettled(taken)
    throw error
  } finally {
    body.destroy()
  }
  return form
}

/** The first bytes of a file; the rest is read and thrown away, so that the form goes on. */
async function readUpTo(file: BusboyFileStream, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file as AsyncIterable<Uint8Array>) {
    if (size < maxBytes) chunks.push(chunk.subarray(0, maxBytes - size))
    size += chunk.length
  }
  const bytes = new Uint8Array(Math.min(size, maxBytes))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
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
