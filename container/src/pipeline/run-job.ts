/**
 * One job from source to sentences. Every step from decoding on is a generator that pulls from the one before, so the
 * first sentence leaves while the rest of the recording is not decoded yet, and a slow step holds the others back.
 */
import { splitWords } from '../../../workers/domain/text/words.ts'
import { reviewReason } from '../../../workers/domain/segments/review.ts'
import type { Span } from '../../../workers/domain/segments/piece.ts'
import type { Sentence } from '../../../workers/domain/segments/sentence.ts'
import type { Cue } from '../../../workers/domain/subtitles/cue.ts'
import type { JobStage } from '../../../workers/contract/jobs.ts'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { RunnerItem, RunnerJob } from '../../../workers/contract/runner.ts'
import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { findAsrProvider } from '../providers/find-provider.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import { createTranslator, type Translator } from '../translate/translator.ts'
import { JobFailure } from '../job/job-failure.ts'
import type { Log } from '../log.ts'
import type { MediaTools } from '../media/media-tool.ts'
import type { Clip } from './clips.ts'
import { cutSegments } from './cut.ts'
import { cutSubtitles } from './cut-subtitles.ts'
import { cutTranscripts } from './cut-transcripts.ts'
import { transcribePiece, type SoundPiece } from './transcribe-piece.ts'
import { detectSpeech } from './detect-speech.ts'
import { findSubtitles } from './find-subtitles.ts'
import { openAndProbe, type OpenedSource } from './open-and-probe.ts'
import { recutClips } from './recut-clips.ts'
import { recogniseSentences } from './recognise.ts'
import { settleWords } from './settle-words.ts'
import { traced, tracedValues, type Trace } from './trace.ts'
import { tracedModels } from './traced-models.ts'
import { createWatermark } from './watermark.ts'

export type PipelineContext = {
  folder: string
  tools: MediaTools
  recogniser: Recogniser
  detector: SpeechDetector
  /** Segments that may be under way at once. */
  ahead: number
  /** See `fetchPublicMedia`. */
  allowHosts: readonly string[]
  /** See `SourceContext`. */
  ytDlp?: string | null
  callbacks: Callbacks
  /** The way to models behind APIs. */
  models: ModelRoutes
  signal: AbortSignal
  progress: (stage: JobStage, percent: number) => void
  /** How long a part of the job took, for the metrics. */
  onStage: (stage: JobStage, seconds: number) => void
  log?: Pick<Log, 'info' | 'warn'>
  /** Where the time goes, in detail; for the bench. */
  trace?: Trace
}

/** How much of the progress bar fetching takes; the rest is recognition, which tells its place by the recording's clock. */
const FETCH_PERCENT = 10
const LAST_PERCENT = 99

/**
 * Runs the job. Returns how many sentences it has, those of earlier attempts included, and how much sound there was.
 * Throws as its steps do.
 */
export async function runJob(
  job: RunnerJob,
  context: PipelineContext,
): Promise<{ itemCount: number; decodedMs: number }> {
  const timed = stageTimer(context.onStage)
  context.progress('fetch', 0)
  let source = await openAndProbe(job, context, {
    onShare: (share) => context.progress('fetch', share * FETCH_PERCENT),
    onFetched: () => timed('fetch'),
  })
  try {
    if (job.cutOnly) return await recutClips(job, source, context)
    const cues = await findSubtitles(job, {
      ...context,
      durationMs: source.durationMs,
      textTracks: source.textTracks,
      fetchWhole: async () => {
        source = await source.fetchWhole()
      },
    })
    return await sendSentences(job, { source, cues, timed }, context)
  } finally {
    await source.close()
  }
}

async function sendSentences(
  job: RunnerJob,
  opened: { source: OpenedSource; cues: readonly Cue[] | null; timed: (stage: JobStage) => void },
  context: PipelineContext,
): Promise<{ itemCount: number; decodedMs: number }> {
  const { callbacks, progress, trace } = context
  const { cues, timed } = opened
  const { durationMs, audio } = opened.source
  const { recogniser, detector } = tracedModels(context, trace)
  await traced(trace, 'report', () => callbacks.report({ type: 'probed', durationMs }))
  timed('audio_extract')
  progress('audio_extract', FETCH_PERCENT)

  let index = job.resume.segmentIndex
  const { fromMs } = job.resume
  const watermark = createWatermark((doneMs) => {
    audio.clips.forgetBefore(doneMs)
    const share = Math.min(1, doneMs / durationMs)
    progress('asr', FETCH_PERCENT + share * (LAST_PERCENT - FETCH_PERCENT))
  })
  const heard = detectSpeech(tracedValues(trace, 'decode', audio.blocks), detector)
  const { heard: onHeard, entering } = watermark
  const onWordless = ({ startMs, endMs }: Span): void => context.log?.info('no_words', { startMs, endMs })
  const [route] = job.asrRoutes ?? []
  const isEmbedded = !route || route.provider === 'embedded'

  function sentencesOf(): AsyncIterable<Sentence & { translationZh?: string }> {
    if (cues) return settleWords(entering(cutSubtitles(heard, cues, onHeard)), recogniser, context)
    if (isEmbedded) {
      return recogniseSentences(entering(cutSegments(heard, { fromMs, onHeard })), recogniser, {
        ...context,
        isResumed: job.resume.segmentIndex > 0,
        onWordless,
      })
    }
    const heardWords = cutTranscripts(heard, {
      ...piecesFor(route),
      fromMs,
      onHeard,
      transcribe: transcribeBy(job, { ...context, recogniser }),
    })
    return settleWords(entering(heardWords), recogniser, context)
  }
  const translator = await startTranslator(job, context)
  for await (const sentence of sentencesOf()) {
    // All of a text is cut again, and a segment of which only some sentences are stored. A stored clip ends a little later than its sentence: at a whole frame.
    if ((sentence.startMs + sentence.endMs) / 2 < fromMs) continue
    const clip = await traced(trace, 'clip', () => audio.clips.slice(sentence.startMs, sentence.endMs))
    const item = itemOf(index, sentence, clip)
    if (!cues) item.asrModel ??= route?.modelName
    const { translated } = await traced(trace, 'send', () => callbacks.putItem(item, clip.bytes))
    translator.add({ segmentIndex: index, text: item.transcriptEn, done: translated || item.translationZh !== '' })
    watermark.done(sentence.endMs)
    index++
  }
  context.signal.throwIfAborted()
  timed('asr')
  if (index === 0) throw new JobFailure(cues ? 'subtitle_mismatch' : 'no_speech_found')
  progress('translate', LAST_PERCENT)
  await translator.finish()
  timed('translate')
  progress('exercise_pack', LAST_PERCENT)
  return { itemCount: index, decodedMs: audio.decodedMs() }
}

function itemOf(segmentIndex: number, sentence: Sentence & { translationZh?: string }, clip: Clip): RunnerItem {
  const reason = reviewReason(sentence)
  return {
    segmentIndex,
    startMs: clip.startMs,
    clip: { offset: clip.offset, bytes: clip.length },
    endMs: clip.endMs,
    transcriptEn: sentence.text.slice(0, 2000),
    wordCount: splitWords(sentence.text).length,
    needsReview: reason !== null,
    reviewReason: reason,
    confidence: sentence.confidence,
    translationZh: (sentence.translationZh ?? '').slice(0, 2000),
    ...(sentence.asrModel !== undefined && { asrModel: sentence.asrModel }),
  }
}

/** One piece more than may be sent at once, so that the next is at hand. */
const piecesFor = (route: RunnerRoute): { maxPieceMs: number; ahead: number } => ({
  maxPieceMs: findAsrProvider(route)?.maxPieceMs ?? 0,
  ahead: route.maxConcurrent + 1,
})

const transcribeBy =
  (job: RunnerJob, { models, recogniser, signal }: Pick<PipelineContext, 'models' | 'recogniser' | 'signal'>) =>
  (piece: SoundPiece, urgent: boolean) =>
    transcribePiece(piece, urgent, { routes: job.asrRoutes ?? [], models, recogniser, signal })

/** The job's translator; sentences of earlier attempts that lack a translation are its first work. */
async function startTranslator(job: RunnerJob, context: PipelineContext): Promise<Translator> {
  const routes = job.mtRoutes ?? []
  const translator = createTranslator({ ...context, routes })
  if (routes.length > 0 && job.resume.segmentIndex > 0) {
    for (const { segmentIndex, transcriptEn } of await context.callbacks.readUntranslated()) {
      translator.add({ segmentIndex, text: transcriptEn, done: false })
    }
  }
  return translator
}

/** Each call says that a stage has ended, and gives its seconds since the one before. */
function stageTimer(onStage: PipelineContext['onStage']): (stage: JobStage) => void {
  let since = performance.now()
  return (stage) => {
    const now = performance.now()
    onStage(stage, (now - since) / 1000)
    since = now
  }
}
