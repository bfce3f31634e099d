import type { FileTranscript } from './transcribe-file.ts'

export const RESPONSE_FORMATS = ['json', 'text', 'verbose_json', 'srt', 'vtt'] as const
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number]
export type Granularity = 'word' | 'segment'

const seconds = (ms: number): number => ms / 1000

/** `hh:mm:ss` and milliseconds after `mark`: a comma in SubRip, a dot in WebVTT. */
function clock(ms: number, mark: ',' | '.'): string {
  const at = new Date(ms).toISOString()
  return `${at.slice(11, 19)}${mark}${at.slice(20, 23)}`
}

const textOf = ({ segments }: FileTranscript): string => segments.map(({ text }) => text).join(' ')

const cues = (transcript: FileTranscript, mark: ',' | '.'): string[] =>
  transcript.segments.map(
    ({ text, startMs, endMs }, i) => `${i + 1}\n${clock(startMs, mark)} --> ${clock(endMs, mark)}\n${text}\n`,
  )

/** The body and content type of an answer in OpenAI's form. */
export function formatTranscript(
  transcript: FileTranscript,
  format: ResponseFormat,
  granularities: readonly Granularity[],
): { body: string; type: string } {
  switch (format) {
    case 'json':
      return json({ text: textOf(transcript) })
    case 'text':
      return { body: `${textOf(transcript)}\n`, type: 'text/plain; charset=utf-8' }
    case 'srt':
      return { body: cues(transcript, ',').join('\n'), type: 'application/x-subrip; charset=utf-8' }
    case 'vtt':
      return { body: ['WEBVTT\n', ...cues(transcript, '.')].join('\n'), type: 'text/vtt; charset=utf-8' }
    case 'verbose_json':
      return json(verbose(transcript, granularities))
  }
}

const json = (value: object): { body: string; type: string } => ({
  body: JSON.stringify(value),
  type: 'application/json',
})

function verbose(transcript: FileTranscript, granularities: readonly Granularity[]): object {
  const { durationMs, segments } = transcript
  const words = segments.flatMap((segment) => segment.words)
  return {
    task: 'transcribe',
    language: 'english',
    duration: seconds(durationMs),
    text: textOf(transcript),
    // As OpenAI's: segments unless only words are asked for.
    ...((granularities.includes('segment') || granularities.length === 0) && {
      segments: segments.map(({ text, startMs, endMs, confidence }, id) => ({
        id,
        start: seconds(startMs),
        end: seconds(endMs),
        text,
        ...(confidence !== null && { avg_logprob: Math.log(Math.max(confidence, 1e-6)) }),
      })),
    }),
    ...(granularities.includes('word') && {
      words: words.map(({ text, startMs, endMs }) => ({ word: text, start: seconds(startMs), end: seconds(endMs) })),
    }),
  }
}
