import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { JobFailure } from '../job/job-failure.ts'
import {
  ffmpegArguments,
  ffprobeArguments,
  INPUT_NAME,
  type MediaTools,
  startMediaTool,
  type ToolOptions,
} from '../media/media-tool.ts'
import { PROBE_LIMITS, readingLimits } from '../media/tool-limits.ts'
import { looksLikeMedia } from '../media/sniff.ts'
import { TRACK_ENTRIES, textTracksOf, trackFields } from './text-tracks.ts'

export type Probed = {
  durationMs: number
  /** See `textTracksOf`. */
  textTracks: readonly number[]
}

/** A beginning ends somewhere, and what comes then is empty: a probe that looks for more would read all of that. */
const BEGINNING_TIMEOUT_MS = 10_000
const BEGINNING_BYTES = 256 * 1024

const number = z.coerce.number().optional().catch(undefined)
const probeOutput = z.object({
  streams: z.array(z.object({ ...trackFields, nb_frames: number, start_time: number, duration: number })).default([]),
  format: z.object({ format_name: z.string().default(''), duration: number }).optional(),
})

/** What a tool may answer; the streams are 16 at the most. */
const MOST_ANSWERED = 1024 * 1024

/** Containers whose stated length is a guess from the bit rate, or of a part only. */
const GUESSING_FORMATS = new Set(['aac', 'mp3', 'amr', 'amrnb', 'amrwb', 'ac3', 'eac3', 'mpegts', 'mpeg', 'flv', 'ape'])

/** What is known of a source of which only a beginning lies in the folder. */
export type Beginning = {
  /** The container it was taken for, as ffprobe calls it. */
  kind: string
  durationMs: number | null
}

/**
 * Reads what the source in `folder` is, how long, and what text it brings along. Throws `JobFailure`:
 * `unsupported_media`, `media_damaged`, `too_many_tracks`, `no_audio_track`, `media_too_heavy` for one that the tools do not get on with, or
 * `media_too_long` for more than `maxDurationMs`. Of a `beginning` it takes no guesses: `media_damaged` where that says nothing certain.
 */
export async function probeMedia(
  tools: MediaTools,
  context: { folder: string; maxDurationMs: number; signal: AbortSignal; beginning?: Beginning | null },
): Promise<Probed> {
  const { folder, maxDurationMs, beginning } = context
  const signal = beginning
    ? AbortSignal.any([context.signal, AbortSignal.timeout(BEGINNING_TIMEOUT_MS)])
    : context.signal
  const ofStream = 'index,codec_type,codec_name,nb_frames,start_time,duration'
  const entries = `format=format_name,duration:stream=${ofStream}:${TRACK_ENTRIES}`
  const args = ffprobeArguments(entries, beginning ? BEGINNING_BYTES : undefined)
  const { code, stdout, stderr } = await run(tools.ffprobe, args, {
    limits: PROBE_LIMITS,
    stallMs: tools.stallMs,
    cwd: folder,
    signal,
  })
  context.signal.throwIfAborted()

  const probed = probeOutput.safeParse(parsed(stdout))
  const format = probed.data?.format
  if (code !== 0 || !format) {
    if (stderr.includes('max_streams')) throw new JobFailure('too_many_tracks', stderr)
    throw new JobFailure(looksLikeMedia(await firstBytes(folder)) ? 'media_damaged' : 'unsupported_media', stderr)
  }
  const streams = probed.data?.streams ?? []
  const audio = streams.find((stream) => stream.codec_type === 'audio')
  if (!audio) throw new JobFailure(streams.length > 0 ? 'no_audio_track' : 'unsupported_media', format.format_name)

  // An MP4 written in fragments states the length of none or one of them; one with a full index counts its frames.
  const isMp4 = format.format_name.includes('mp4')
  const guessed = GUESSING_FORMATS.has(format.format_name) || (isMp4 && audio.nb_frames === undefined)
  const statedMs = guessed ? 0 : Math.round(soundSeconds(format.duration ?? 0, audio) * 1000)
  const knownMs = beginning ? lengthOf(beginning, format.format_name, statedMs) : statedMs
  const durationMs = knownMs > 0 ? knownMs : await scanLength(tools, folder, maxDurationMs, signal)
  context.signal.throwIfAborted()
  if (durationMs > maxDurationMs) throw new JobFailure('media_too_long', `${durationMs} ms, ${maxDurationMs} allowed`)
  if (durationMs <= 0) throw new JobFailure('media_damaged', 'no sound in the audio track')
  return { durationMs, textTracks: textTracksOf(format.format_name, streams) }
}

/** What a beginning says of the whole; there is nothing to scan. */
function lengthOf({ kind, durationMs }: Beginning, formatName: string, statedMs: number): number {
  // An MP4 goes by six names.
  if (formatName !== kind && !formatName.split(',').includes(kind)) {
    throw new JobFailure('media_damaged', `${formatName} under the marks of ${kind}`)
  }
  const knownMs = durationMs ?? statedMs
  if (knownMs <= 0) throw new JobFailure('media_damaged', 'no stated length')
  return knownMs
}

/** Up to where there is sound: a picture that goes on after it is neither recognised nor paid for. */
function soundSeconds(
  whole: number,
  audio: { start_time?: number | undefined; duration?: number | undefined },
): number {
  const end = audio.duration === undefined ? whole : Math.max(0, audio.start_time ?? 0) + audio.duration
  return whole > 0 ? Math.min(whole, end) : end
}

/** Packets are taken whole, and one of silence can be 16 s long: the walk has to go on past the limit to see it crossed. */
const PAST_LIMIT_MS = 60_000

/** Walks through all packets without decoding them (some 2,000 times real time). Stops soon after the limit. */
async function scanLength(
  tools: MediaTools,
  folder: string,
  maxDurationMs: number,
  signal: AbortSignal,
): Promise<number> {
  const options = ['-c', 'copy', '-progress', 'pipe:1', '-f', 'null']
  const { stdout } = await run(tools.ffmpeg, ffmpegArguments(maxDurationMs + PAST_LIMIT_MS, [{ options, fd: 1 }]), {
    limits: readingLimits(maxDurationMs),
    stallMs: tools.stallMs,
    cwd: folder,
    signal,
  })
  const times = [...stdout.matchAll(/^out_time_us=(\d+)/gm)]
  return Math.round(Number(times.at(-1)?.[1] ?? 0) / 1000)
}

async function run(
  path: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const tool = startMediaTool(path, args, options)
  let stdout = ''
  tool.stdout.setEncoding('utf8')
  for await (const text of tool.stdout) {
    stdout += String(text)
    if (stdout.length > MOST_ANSWERED) tool.kill()
  }
  const { isOverLimit, isStalled, ...exit } = await tool.exited
  if (isOverLimit) throw new JobFailure('media_too_heavy', 'probing was over its limits')
  if (isStalled) throw new JobFailure('media_damaged', 'probing stood still')
  return { stdout, ...exit }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function firstBytes(folder: string): Promise<Uint8Array> {
  const file = await open(join(folder, INPUT_NAME))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
