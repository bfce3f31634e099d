/** The ways to play a source from its beginning while the rest is still away. */
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { INPUT_NAME } from '../media/media-tool.ts'
import type { HlsRecording, Piece } from '../source/hls/fetch-hls.ts'
import type { OpenedLink } from '../source/open-any-link.ts'
import { planStream } from '../source/plan-stream.ts'
import type { SourceReader } from '../source/source-reader.ts'
import type { Beginning } from './probe.ts'
import { type OpenStream, writeBeginning } from './stream-source.ts'

export type Begun = { beginning: Beginning; openStream: OpenStream }
export type Streamable = {
  /** Writes what a probe has to see into the job's folder. Null: the source has to be read as a whole. */
  begin: () => Promise<Begun | null>
  close: () => Promise<void>
}

/** Null for a source that lies in the folder as a whole already. */
export function streamable({ reader, pieces }: OpenedLink, folder: string): Streamable | null {
  if (reader) return { begin: () => beginReader(reader, folder), close: reader.close }
  if (pieces) return { begin: () => beginPieces(pieces, folder), close: async () => pieces.close() }
  return null
}

async function beginReader(reader: SourceReader, folder: string): Promise<Begun | null> {
  const plan = await planStream(reader)
  return plan && { beginning: plan, openStream: await writeBeginning(folder, plan, reader) }
}

/** The first piece tells what all of them are; how long they are the playlist says. */
async function beginPieces({ durationMs, pieces }: HlsRecording, folder: string): Promise<Begun | null> {
  const rest = pieces()
  const first = await rest.next()
  const kind = first.done ? null : kindOfPiece(first.value.bytes)
  if (first.done || kind === null) return null
  const path = join(folder, INPUT_NAME)
  await writeFile(path, first.value.bytes)
  return { beginning: { kind, durationMs }, openStream: () => openPieces(path, rest) }
}

function openPieces(path: string, rest: AsyncGenerator<Piece, void, undefined>): ReturnType<OpenStream> {
  let isWaiting = false
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* createReadStream(path)
    for (;;) {
      isWaiting = true
      const next = await rest.next()
      isWaiting = false
      if (next.done) return
      yield next.value.bytes
    }
  }
  return { bytes: Readable.from(bytes(), { objectMode: false, highWaterMark: 1 }), isWaiting: () => isWaiting }
}

/** As ffprobe calls it; bare AAC and MP3 begin alike and are better read as a whole. */
function kindOfPiece(bytes: Uint8Array): string | null {
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return 'mpegts'
  return ['ftyp', 'styp'].includes(Buffer.from(bytes.subarray(4, 8)).toString('latin1')) ? 'mp4' : null
}
