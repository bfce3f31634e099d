import { AppError } from '../../contract/errors.ts'
import type { Cue } from '../../domain/subtitles/cue.ts'
import { decodeSubtitleText } from '../../domain/subtitles/decode-text.ts'
import { MAX_SUBTITLE_BYTES, readSubtitles } from '../../domain/subtitles/read-subtitles.ts'

/**
 * The cues of a subtitle file, given as its bytes or its text.
 * @throws AppError unsupported_subtitles with a `reason`, file_too_large
 */
export function checkSubtitles(file: Uint8Array | string): Cue[] {
  if (file.length > MAX_SUBTITLE_BYTES) {
    throw new AppError('file_too_large', { field: 'subtitle_file', maxBytes: MAX_SUBTITLE_BYTES })
  }
  const cues = readSubtitles(typeof file === 'string' ? file : decodeSubtitleText(file))
  if (typeof cues === 'string') throw new AppError('unsupported_subtitles', { reason: cues })
  return cues
}
