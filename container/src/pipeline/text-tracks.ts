/** Subtitles that a film brings along: which of its text tracks may be English, and what they say. */
import { z } from 'zod'
import { MAX_SUBTITLE_BYTES } from '../../../workers/domain/subtitles/read-subtitles.ts'
import { type MediaTools, startMediaTool, textTrackArguments } from '../media/media-tool.ts'
import { readingLimits } from '../media/tool-limits.ts'

/** Codecs whose cues are text; others are pictures of it. */
const TEXT_CODECS = new Set(['subrip', 'srt', 'mov_text', 'webvtt', 'ass', 'ssa', 'text'])

/** Of each stream, what tells a text track, lenient where it is not needed for the sound; for `ffprobeArguments` and what it answers. */
export const TRACK_ENTRIES = 'stream_tags=language:stream_disposition=forced'
export const trackFields = {
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  tags: z.object({ language: z.string().optional() }).default({}).catch({}),
  disposition: z
    .object({ forced: z.number().default(0) })
    .default({ forced: 0 })
    .catch({ forced: 0 }),
}
type Track = z.infer<z.ZodObject<typeof trackFields>>

type ToolContext = { folder: string; signal: AbortSignal }

/** Which of the streams of a film hold English text, or text of an unknown language; English first. */
export function textTracksOf(formatName: string, streams: readonly Track[]): number[] {
  // MP4 and its kin, Matroska and WebM.
  if (!/mp4|matroska/u.test(formatName)) return []
  return (
    streams
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

/** A text track of the whole source in `folder` as SubRip, at most as much of it as a subtitle file may have. */
export function readTextTrack(
  tools: MediaTools,
  streamIndex: number,
  context: ToolContext & { durationMs: number },
): Promise<string> {
  return run(tools, textTrackArguments(context.durationMs, streamIndex), context)
}

async function run(
  { ffmpeg, stallMs }: MediaTools,
  args: readonly string[],
  { folder, signal, durationMs }: ToolContext & { durationMs: number },
): Promise<string> {
  const tool = startMediaTool(ffmpeg, args, { cwd: folder, signal, stallMs, limits: readingLimits(durationMs) })
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
