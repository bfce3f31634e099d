import type { RunnerSubtitles } from '../../contract/runner.ts'
import { subtitlesKey } from '../../domain/media/object-keys.ts'
import type { Cue } from '../../domain/subtitles/cue.ts'
import type { Ctx } from '../context.ts'

/** Keeps the cues for the runner, as they were read at the door. Returns where they lie. */
export async function storeSubtitles(ctx: Ctx, jobId: string, cues: readonly Cue[]): Promise<string> {
  const key = subtitlesKey(jobId)
  const subtitles: RunnerSubtitles = { cues: [...cues] }
  await ctx.media.put(key, JSON.stringify(subtitles), { httpMetadata: { contentType: 'application/json' } })
  return key
}
