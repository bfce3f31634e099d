/**
 * The clips of a set whose sentences are there and whose sound is not: the same file gives the same frames again, so each
 * piece is cut as it was, and nothing is recognised.
 */
import { CLIP_SAMPLE_RATE, FRAME_SAMPLES } from '../../../workers/domain/clips/mp3-frames.ts'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import { freeNow } from '../free-now.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { JobFailure } from '../job/job-failure.ts'
import type { OpenedSource } from './open-and-probe.ts'

/** The clip stream lags behind the sound by less than this; decoding is paced by the sound that is taken. */
const LEAD_MS = 5_000
/** Lengths that a container states differ by less from one fetch to the next; a larger gap is another recording. */
const LENGTH_TOLERANCE_MS = 2_000
const LAST_PERCENT = 99

const msOf = (frames: number): number => (frames * FRAME_SAMPLES * 1000) / CLIP_SAMPLE_RATE

type Context = {
  callbacks: Pick<Callbacks, 'readClips' | 'putClip' | 'report'>
  signal: AbortSignal
  progress: (stage: 'exercise_pack', percent: number) => void
}

/**
 * Cuts and delivers what the Worker asks for. Returns how many pieces that were. Throws `JobFailure`: `source_differs` for a
 * link that leads to a recording of another length (a file was compared before), `media_damaged` where the sound ends early.
 */
export async function recutClips(
  job: Pick<RunnerJob, 'source'>,
  { durationMs, audio }: Pick<OpenedSource, 'durationMs' | 'audio'>,
  { callbacks, signal, progress }: Context,
): Promise<{ itemCount: number; decodedMs: number }> {
  const wanted = await callbacks.readClips()
  const isOther = wanted.durationMs !== null && Math.abs(durationMs - wanted.durationMs) > LENGTH_TOLERANCE_MS
  if (job.source.kind === 'url' && isOther) {
    throw new JobFailure('source_differs', `${durationMs} ms, was ${wanted.durationMs}`)
  }
  await callbacks.report({ type: 'probed', durationMs })
  let hasEnded = false
  for (const [index, { itemId, ...frames }] of wanted.clips.entries()) {
    audio.clips.forgetBefore(msOf(frames.first))
    while (!hasEnded && audio.decodedMs() < msOf(frames.end) + LEAD_MS) {
      const block = await audio.blocks.next()
      if (block.done) hasEnded = true
      else freeNow(block.value)
    }
    const clip = await audio.clips.take(frames)
    signal.throwIfAborted()
    if (clip.length === 0) throw new JobFailure('media_damaged', `no sound at frame ${frames.first}`)
    await callbacks.putClip(itemId, clip)
    progress('exercise_pack', ((index + 1) / wanted.clips.length) * LAST_PERCENT)
  }
  return { itemCount: wanted.clips.length, decodedMs: durationMs }
}
