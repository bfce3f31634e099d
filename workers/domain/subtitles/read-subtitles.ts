import type { Cue } from './cue.ts'
import { isEnglish, splitLanguages } from './languages.ts'
import { parseCues } from './parse-cues.ts'
import { spokenLines } from './spoken-text.ts'
import { mergeSimultaneous, withoutOverlaps, withoutRepeats } from './tidy-cues.ts'

/** Larger files are no subtitles: three hours of talk are some 200 kB. */
export const MAX_SUBTITLE_BYTES = 1_000_000

export type SubtitleProblem = 'not_subtitles' | 'no_english'

/**
 * The English cues of a SubRip or WebVTT text, in order of time and without overlaps; or why there are none:
 * `not_subtitles` when no cue could be read, `no_english` when nobody says anything in English in them.
 */
export function readSubtitles(text: string): Cue[] | SubtitleProblem {
  const raw = parseCues(text)
  if (raw.length === 0) return 'not_subtitles'
  const spoken = raw
    .map((cue) => ({ ...cue, lines: spokenLines(cue.lines) }))
    .filter(({ lines }) => lines.length > 0)
    .toSorted((a, b) => a.startMs - b.startMs)
  const both = withoutRepeats(spoken).map(({ startMs, endMs, lines }): Cue => {
    const { english, zh } = splitLanguages(lines)
    return { startMs, endMs, text: english, ...(zh !== '' && { zh }) }
  })
  const cues = withoutOverlaps(mergeSimultaneous(both).filter((cue) => /[\p{L}\p{N}]/u.test(cue.text)))
  return isEnglish(cues.map((cue) => cue.text).join(' ')) ? cues : 'no_english'
}
