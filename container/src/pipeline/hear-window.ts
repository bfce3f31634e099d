import { createPauseFinder } from '../../../workers/domain/segments/pause-finder.ts'
import type { Pause, Span } from '../../../workers/domain/segments/piece.ts'
import { placeWords } from '../../../workers/domain/segments/place-words.ts'
import type { HeardWindow } from '../../../workers/domain/subtitles/sample.ts'
import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import { ffmpegArguments, INPUT_NAME, startMediaTool } from '../media/media-tool.ts'
import { readingLimits } from '../media/tool-limits.ts'
import { SAMPLE_RATE, samplesOf, SPEECH_STREAM_OPTIONS } from './decode.ts'
import { detectSpeech } from './detect-speech.ts'
import { textOf } from './text-of.ts'

/** Seeking and decoding some seconds takes a tenth of one. */
const TIMEOUT_MS = 30_000

export type Listening = {
  ffmpeg: string
  folder: string
  recogniser: Recogniser
  detector: SpeechDetector
  signal: AbortSignal
}

/** What is said in a stretch of the source in `folder`, with estimated times. Milliseconds of the source. */
export async function hearWindow(window: Span, context: Listening): Promise<HeardWindow> {
  const samples = await decodeWindow(window, context)
  if (samples.length === 0) return { ...window, words: [], pauses: [] }
  const heardMs = (samples.length / SAMPLE_RATE) * 1000
  const own = await pausesIn(samples, context.detector)
  const text = await textOf(samples, { ...context, urgent: true })
  const speech = { startMs: 0, endMs: heardMs }
  const toSource = <T extends Span>(span: T): T => ({
    ...span,
    startMs: span.startMs + window.startMs,
    endMs: span.endMs + window.startMs,
  })
  return {
    ...window,
    words: placeWords(text, speech, own, speech).map(toSource),
    pauses: own.map(toSource),
  }
}

async function decodeWindow({ startMs, endMs }: Span, context: Listening): Promise<Float32Array> {
  const args = ffmpegArguments(endMs - startMs, [{ options: SPEECH_STREAM_OPTIONS, fd: 1 }], INPUT_NAME, startMs)
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TIMEOUT_MS)])
  const tool = startMediaTool(context.ffmpeg, args, { cwd: context.folder, signal, limits: readingLimits(endMs) })
  const chunks: Buffer[] = []
  for await (const chunk of tool.stdout) chunks.push(Buffer.from(chunk))
  await tool.exited
  context.signal.throwIfAborted()
  return samplesOf(Buffer.concat(chunks))
}

async function pausesIn(samples: Float32Array, detector: SpeechDetector): Promise<Pause[]> {
  const finder = createPauseFinder()
  async function* whole(): AsyncGenerator<Float32Array, void, undefined> {
    yield samples
  }
  for await (const { frames } of detectSpeech(whole(), detector)) for (const frame of frames) finder.push(frame)
  finder.end()
  return finder.between(0, Infinity)
}
