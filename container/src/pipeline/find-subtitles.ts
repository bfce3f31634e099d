/**
 * The text that replaces recognition, if there is one: a subtitle file that came with the job, else a text track of the
 * film. Either is held against the sound at a few places first. Of a file the learner hears when it does not fit; a track
 * that does not is as good as none.
 */
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { Cue } from '../../../workers/domain/subtitles/cue.ts'
import { readSubtitles } from '../../../workers/domain/subtitles/read-subtitles.ts'
import { chooseWindows, judgeSubtitles, type Judgement } from '../../../workers/domain/subtitles/sample.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { JobFailure } from '../job/job-failure.ts'
import type { Log } from '../log.ts'
import { hearWindow, type Listening } from './hear-window.ts'
import { readTextTrack } from './text-tracks.ts'

export type SubtitleContext = Listening & {
  callbacks: Pick<Callbacks, 'readSubtitles'>
  durationMs: number
  textTracks: readonly number[]
  /** Brings the whole source into the folder, if only its beginning is there. */
  fetchWhole: () => Promise<void>
  log?: Pick<Log, 'info'> | undefined
}

/** Cues in time with the sound, or null: recognise. Throws `JobFailure` `subtitle_mismatch` for a file that does not fit. */
export async function findSubtitles(job: RunnerJob, context: SubtitleContext): Promise<readonly Cue[] | null> {
  if (job.hasSubtitles) return fitted(await context.callbacks.readSubtitles(), context)
  const { textTracks } = context
  if (textTracks.length > 0) await context.fetchWhole()
  for (const track of textTracks) {
    const cues = readSubtitles(await readTextTrack(context.tools, track, context))
    if (typeof cues === 'string') context.log?.info('text_track_passed_over', { why: cues })
    else {
      try {
        return await fitted(cues, context)
      } catch (error) {
        if (!(error instanceof JobFailure) || error.code !== 'subtitle_mismatch') throw error
        context.log?.info('text_track_passed_over', { why: error.detail })
      }
    }
  }
  return null
}

async function fitted(all: readonly Cue[], context: SubtitleContext): Promise<readonly Cue[]> {
  await context.fetchWhole()
  const { durationMs, log } = context
  const judgement = await judge(all, context)
  if (!judgement.fits) throw new JobFailure('subtitle_mismatch', judgement.why)
  const { shiftMs } = judgement
  const shifted = all.map((cue) => ({ ...cue, startMs: cue.startMs + shiftMs, endMs: cue.endMs + shiftMs }))
  const cues = shifted.filter((cue) => cue.startMs < durationMs && cue.endMs > 0)
  log?.info('subtitles_used', { cues: cues.length, outside: all.length - cues.length, shiftMs })
  return cues.map((cue) => ({ ...cue, startMs: Math.max(0, cue.startMs) }))
}

async function judge(cues: readonly Cue[], context: SubtitleContext): Promise<Judgement> {
  const { durationMs } = context
  const inside = cues.filter(({ startMs }) => startMs < durationMs)
  const windows = await Promise.all(chooseWindows(inside, durationMs).map((window) => hearWindow(window, context)))
  return judgeSubtitles(cues, windows)
}
