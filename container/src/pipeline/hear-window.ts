import { createPauseFinder } from '../../../workers/domain/segments/pause-finder.ts'
import type { Pause, Span } from '../../../workers/domain/segments/piece.ts'
import { placeWords } from '../../../workers/domain/segments/place-words.ts'
import type { HeardWindow } from '../../../workers/domain/subtitles/sample.ts'
import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import { JobFailure } from '../job/job-failure.ts'
import { ffmpegArguments, INPUT_NAME, type MediaTools, startMediaTool } from '../media/media-tool.ts'
import { readingLimits } from '../media/tool-limits.ts'
import { SAMPLE_RATE, samplesOf, SPEECH_STREAM_OPTIONS } from './decode.ts'
import { detectSpeech } from './detect-speech.ts'
import { textOf } from './text-of.ts'

export type Listening = {
  tools: MediaTools
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
  const { tools, folder: cwd, signal } = context
  const limits = readingLimits(endMs)
  const tool = startMediaTool(tools.ffmpeg, args, { cwd, signal, limits, stallMs: tools.stallMs })
  const chunks: Buffer[] = []
  for await (const chunk of tool.stdout) chunks.push(Buffer.from(chunk))
  const { isStalled } = await tool.exited
  signal.throwIfAborted()
  if (isStalled) throw new JobFailure('media_damaged', 'decoding stood still')
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
