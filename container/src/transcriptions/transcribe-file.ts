/** A file's speech by the embedded model, with times: as a job hears it, without clips, subtitles or practice sentences. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import { withWorkFolder } from '../job/work-folder.ts'
import { ffmpegArguments, INPUT_NAME, type MediaTools, startMediaTool } from '../media/media-tool.ts'
import { readingLimits } from '../media/tool-limits.ts'
import { cutSegments } from '../pipeline/cut.ts'
import { SAMPLE_RATE, samplesOf, SPEECH_STREAM_OPTIONS } from '../pipeline/decode.ts'
import { detectSpeech } from '../pipeline/detect-speech.ts'
import { recogniseWords, type SpokenSentence } from '../pipeline/recognise-words.ts'

/** Milliseconds of the file. Times of words are estimated from the pauses between them: the model gives none. */
type Timed = { text: string; startMs: number; endMs: number }
export type FileTranscript = {
  durationMs: number
  segments: (Timed & { confidence: number | null; words: Timed[] })[]
}

export type TranscribeDependencies = {
  tools: MediaTools
  recogniser: Recogniser
  detector: SpeechDetector
  ahead: number
}

const MAX_MS = 3_600_000
/** About a second: 32 frames of the speech detector, as 32-bit floats. */
const BLOCK_BYTES = 32 * 512 * 4

/** Null: it is not audio or video that can be read. Rejects with the signal's reason when aborted. */
export async function transcribeFile(
  file: Uint8Array,
  { tools, recogniser, detector, ahead }: TranscribeDependencies,
  signal: AbortSignal,
): Promise<FileTranscript | null> {
  const segments: FileTranscript['segments'] = []
  let samples = 0
  await withSound(file, { tools, maxMs: MAX_MS, signal }, async (sound) => {
    async function* counted(): AsyncGenerator<Float32Array, void, undefined> {
      for await (const block of sound) {
        samples += block.length
        yield block
      }
    }
    for await (const { words, ...sentence } of hearSentences(counted(), { recogniser, detector, ahead }, signal)) {
      const timed = words.map(({ text, startMs, endMs }) => ({ text, startMs, endMs }))
      segments.push({ ...sentence, words: timed })
    }
  })
  return samples === 0 ? null : { durationMs: Math.round((samples / SAMPLE_RATE) * 1000), segments }
}

/** What the embedded model hears in the blocks of a recording. */
export function hearSentences(
  sound: AsyncIterable<Float32Array>,
  { recogniser, detector, ahead }: Omit<TranscribeDependencies, 'tools'>,
  signal: AbortSignal,
): AsyncGenerator<SpokenSentence, void, undefined> {
  const cut = cutSegments(detectSpeech(sound, detector), { fromMs: 0, onHeard: () => {} })
  return recogniseWords(cut, recogniser, { ahead, signal })
}

/** Decodes a file (at most `maxMs` of it) while `use` takes its blocks: none for what cannot be read. */
export async function withSound(
  file: Uint8Array,
  { tools, maxMs, signal }: { tools: MediaTools; maxMs: number; signal: AbortSignal },
  use: (sound: AsyncGenerator<Float32Array, void, undefined>) => Promise<void>,
): Promise<void> {
  await withWorkFolder(async (folder) => {
    await writeFile(join(folder, INPUT_NAME), file)
    const args = ffmpegArguments(maxMs, [{ options: SPEECH_STREAM_OPTIONS, fd: 1 }])
    const tool = startMediaTool(tools.ffmpeg, args, {
      ...{ cwd: folder, signal },
      ...{ limits: readingLimits(maxMs), stallMs: tools.stallMs },
    })
    await use(blocksOf(tool.stdout))
    const { isStalled } = await tool.exited
    if (isStalled) throw new Error('decoding stood still')
    signal.throwIfAborted()
  })
}

async function* blocksOf(pcm: Readable): AsyncGenerator<Float32Array, void, undefined> {
  let held = Buffer.alloc(0)
  for await (const chunk of pcm) {
    held = Buffer.concat([held, Buffer.from(chunk)])
    for (; held.length >= BLOCK_BYTES; held = held.subarray(BLOCK_BYTES)) yield floatsOf(held.subarray(0, BLOCK_BYTES))
  }
  if (held.length >= 4) yield floatsOf(held)
}

/** Floats must lie at a multiple of four, so the bytes are copied. */
const floatsOf = (bytes: Uint8Array): Float32Array => samplesOf(new Uint8Array(bytes))
