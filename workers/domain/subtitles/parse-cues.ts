/** A cue as it stands in the file. */
export type RawCue = { startMs: number; endMs: number; lines: string[] }

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?`
/** `00:01:02,345 --> 00:01:04.5 align:start`; hours and fractions may be absent, the arrow short. */
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-{1,2}>\s*${TIME}(?:\s.*)?$`, 'u')

/**
 * Reads SubRip and WebVTT alike: a cue is a line of two times and what stands below it up to an empty line. Cue numbers,
 * names, settings, headers and the blocks NOTE, STYLE and REGION are whatever stands elsewhere. Cues come in the order of
 * the file; those without text or with an end before their start are left out.
 */
export function parseCues(text: string): RawCue[] {
  const cues: RawCue[] = []
  let cue: RawCue | null = null
  let lastLine = ''
  for (const line of text.replaceAll(/[\uFEFF\0]/gu, '').split(/\r\n|\r|\n|\u2028/u)) {
    const times = TIMING.exec(line)
    if (times) {
      // Files without empty lines between cues: the number of this cue was taken for text of the one before.
      if (cue?.lines.at(-1) === lastLine && /^\s*\d+\s*$/u.test(lastLine)) cue.lines.pop()
      cue = { startMs: timeOf(times, 1), endMs: timeOf(times, 5), lines: [] }
      cues.push(cue)
    } else if (line.trim() === '') {
      // Some files have an empty line between the times and the text.
      if (cue && cue.lines.length > 0) cue = null
    } else {
      cue?.lines.push(line.trim())
    }
    lastLine = line.trim()
  }
  return cues.filter(({ startMs, endMs, lines }) => endMs > startMs && lines.length > 0)
}

/** Milliseconds of the time whose hours are group `at`. "5" after the point is half a second. */
function timeOf(match: RegExpExecArray, at: number): number {
  const [hours, minutes, seconds] = [match[at], match[at + 1], match[at + 2]].map((digits) => Number(digits ?? 0))
  const fraction = Number((match[at + 3] ?? '').padEnd(3, '0'))
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + fraction
}
