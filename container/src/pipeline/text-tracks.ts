/** Subtitles that a film brings along: which of its text tracks may be English, and what they say. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { MAX_SUBTITLE_BYTES } from '../../../workers/domain/subtitles/read-subtitles.ts'
import { ffprobeArguments, INPUT_NAME, startMediaTool, textTrackArguments } from '../media/media-tool.ts'

const TIMEOUT_MS = 60_000
/** The tracks are listed in front; of a source that is streamed, only its ends lie in the folder, and a hole between. */
const HEADER_BYTES = 256 * 1024
/** Codecs whose cues are text; others are pictures of it. */
const TEXT_CODECS = new Set(['subrip', 'srt', 'mov_text', 'webvtt', 'ass', 'ssa', 'text'])

const probeOutput = z.object({
  streams: z
    .array(
      z.object({
        index: z.number(),
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        tags: z.object({ language: z.string().optional() }).default({}),
        disposition: z.object({ forced: z.number().default(0) }).default({ forced: 0 }),
      }),
    )
    .default([]),
})

type ToolContext = { folder: string; signal: AbortSignal }

/** The streams of the source in `folder` that hold English text, or text of an unknown language; English first. */
export async function findTextTracks(ffprobe: string, context: ToolContext): Promise<number[]> {
  if (!(await mayHaveText(context.folder))) return []
  const entries = 'stream=index,codec_type,codec_name:stream_tags=language:stream_disposition=forced'
  const stdout = await run(ffprobe, ffprobeArguments(entries, HEADER_BYTES), context)
  const probed = probeOutput.safeParse(parsed(stdout))
  return (
    (probed.data?.streams ?? [])
      .filter(({ codec_type, codec_name }) => codec_type === 'subtitle' && TEXT_CODECS.has(codec_name ?? ''))
      // Forced ones only have what is said in other languages.
      .filter(({ tags, disposition }) => disposition.forced === 0 && rank(tags.language) < 2)
      .toSorted((a, b) => rank(a.tags.language) - rank(b.tags.language))
      .map(({ index }) => index)
  )
}

/** English, untold, another. */
const rank = (language = 'und'): number =>
  /^en(?:g|-|$)/iu.test(language) ? 0 : /^(?:und|mul|)$/iu.test(language) ? 1 : 2

/** MP4 and its kin, Matroska and WebM. Other files are spared the look. */
async function mayHaveText(folder: string): Promise<boolean> {
  const file = await open(join(folder, INPUT_NAME))
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
    return buffer.toString('latin1', 4, 8) === 'ftyp' || buffer.readUInt32BE(0) === 0x1a45dfa3
  } finally {
    await file.close()
  }
}

/** A text track of the whole source in `folder` as SubRip, at most as much of it as a subtitle file may have. */
export function readTextTrack(
  ffmpeg: string,
  streamIndex: number,
  context: ToolContext & { durationMs: number },
): Promise<string> {
  return run(ffmpeg, textTrackArguments(context.durationMs, streamIndex), context)
}

async function run(path: string, args: readonly string[], { folder, signal }: ToolContext): Promise<string> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  const tool = startMediaTool(path, args, { cwd: folder, signal: limited })
  let stdout = ''
  tool.stdout.setEncoding('utf8')
  for await (const text of tool.stdout) {
    stdout += String(text)
    if (stdout.length > MAX_SUBTITLE_BYTES) tool.kill()
  }
  await tool.exited
  signal.throwIfAborted()
  return stdout
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
