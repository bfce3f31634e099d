import type { Readable } from 'node:stream'
import { freeNow } from '../free-now.ts'
import { JobFailure } from '../job/job-failure.ts'
import { ffmpegArguments, INPUT_NAME, type MediaTools, PIPED_INPUT, startMediaTool } from '../media/media-tool.ts'
import { readingLimits } from '../media/tool-limits.ts'
import type { OpenStream } from './stream-source.ts'
import { CLIP_STREAM_OPTIONS, collectClips, type ClipStream } from './clips.ts'

export const SAMPLE_RATE = 16_000
/** One second or so: enough to be cheap, little enough to be early. */
const BLOCK_SAMPLES = 32 * 512

// `async=1:first_pts=0` fills gaps and a late start with silence, so positions are times of the source.
export const SPEECH_STREAM_OPTIONS = [
  ...['-af', `aresample=${SAMPLE_RATE}:async=1:first_pts=0,aformat=sample_fmts=flt:channel_layouts=mono`],
  ...['-c:a', 'pcm_f32le', '-flush_packets', '1', '-f', 'f32le'],
]

export type DecodedAudio = {
  /** 16 kHz mono samples in -1..1, in blocks of whole 512-sample frames; the last is filled up with silence. */
  blocks: AsyncGenerator<Float32Array, void, undefined>
  clips: ClipStream
  /** How much was decoded so far. */
  decodedMs: () => number
  /** Ends the decoding, also where nobody has taken a block yet. */
  stop: () => void
}

/**
 * Decodes the source in `folder`, or the one that `openStream` opens, once, into the sound that is listened to and the
 * stream that clips are cut from. ffmpeg goes on only as the blocks are taken, so a long recording needs no more memory
 * than a short one. A damaged end is simply the end; `media_damaged` when there was no sound at all, `media_too_heavy`
 * where it takes more work than the length can explain.
 */
export function decodeAudio(
  { ffmpeg, stallMs }: MediaTools,
  context: { folder: string; durationMs: number; signal: AbortSignal; openStream?: OpenStream | null },
): DecodedAudio {
  // Nobody gets more than was quoted: a stated length that is too short is where decoding ends.
  const outputs = [
    { options: SPEECH_STREAM_OPTIONS, fd: 1 },
    { options: CLIP_STREAM_OPTIONS, fd: 3 },
  ]
  const input = context.openStream?.()
  const args = ffmpegArguments(context.durationMs + 1_000, outputs, input ? PIPED_INPUT : INPUT_NAME)
  const { folder: cwd, signal } = context
  const limits = readingLimits(context.durationMs)
  const tool = startMediaTool(ffmpeg, args, {
    ...{ cwd, signal, limits, stallMs, extraPipe: true },
    // A slow source has limits of its own.
    ...(input && { input: input.bytes, isWaiting: input.isWaiting }),
  })
  if (!tool.extra) throw new Error('ffmpeg was started without its second pipe')
  // The two outputs advance together, so taking the blocks paces the clip stream as well.
  const clips = collectClips(tool.extra)

  const pcm = keepReading(tool.stdout)

  let total = 0

  async function* blocks(): AsyncGenerator<Float32Array, void, undefined> {
    const block = new Uint8Array(BLOCK_SAMPLES * 4)
    let filled = 0
    try {
      for await (const chunk of pcm) {
        if (!Buffer.isBuffer(chunk)) throw new Error('pcm came as text')
        for (let taken = 0; taken < chunk.length;) {
          const part = chunk.subarray(taken, taken + block.length - filled)
          block.set(part, filled)
          filled += part.length
          taken += part.length
          total += part.length
          if (filled === block.length) {
            yield samplesOf(block)
            filled = 0
          }
        }
        freeNow(chunk)
      }
      const { stderr, isOverLimit, isStalled } = await tool.exited
      context.signal.throwIfAborted()
      const inputError = tool.inputError()
      if (inputError) throw inputError
      if (isOverLimit) throw new JobFailure('media_too_heavy', 'decoding was over its limits')
      if (isStalled) throw new JobFailure('media_damaged', 'decoding stood still')
      if (total === 0) throw new JobFailure('media_damaged', stderr)
      if (filled > 0) yield samplesOf(block.subarray(0, filled))
    } finally {
      tool.kill()
    }
  }
  const decodedMs = (): number => Math.round((total / 4 / SAMPLE_RATE) * 1000)
  return { blocks: blocks(), clips, decodedMs, stop: tool.kill }
}

/**
 * What a stream gives, asked for from this moment on and not when it is first looked at: Node throws away what nobody asked
 * for when a process ends (child_process, flushStdio), and a short recording is decoded before its length is reported.
 */
function keepReading(stream: Readable): AsyncGenerator<unknown, void, undefined> {
  const chunks = stream[Symbol.asyncIterator]()
  const first = chunks.next()
  // Looked at in turn; until then a rejection must not count as unhandled.
  first.catch(() => {})
  async function* all(): AsyncGenerator<unknown, void, undefined> {
    try {
      for (let next = await first; !next.done; next = await chunks.next()) yield next.value
    } finally {
      await chunks.return?.()
    }
  }
  return all()
}

/** A copy as floats, up to the next whole frame. Broken float files can hold anything: no NaN or infinity goes on. */
export function samplesOf(bytes: Uint8Array): Float32Array {
  const count = Math.floor(bytes.length / 4)
  const samples = new Float32Array(Math.ceil(count / 512) * 512)
  samples.set(new Float32Array(bytes.buffer, bytes.byteOffset, count))
  for (let i = 0; i < count; i++) {
    const value = samples[i] ?? 0
    if (!(value >= -1 && value <= 1)) samples[i] = Number.isNaN(value) ? 0 : Math.sign(value)
  }
  return samples
}
