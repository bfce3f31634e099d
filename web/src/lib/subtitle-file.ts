/** As large as the server takes them; three hours of talk are a fifth of it. */
const MAX_BYTES = 1_000_000

export function isSubtitleFile(file: { name: string; type: string }): boolean {
  return /\.(?:srt|vtt)$/iu.test(file.name) || /^(?:text\/vtt|application\/x-subrip)$/u.test(file.type)
}

/** What is plainly wrong with subtitles before they are sent; the server reads them as soon as they come. */
export function subtitleProblem(file: {
  name: string
  type: string
  size: number
}): 'not-subtitles' | 'too-large' | null {
  if (!isSubtitleFile(file)) return 'not-subtitles'
  return file.size > MAX_BYTES ? 'too-large' : null
}

/** The files of a drop or a choice, by what they are; of each kind the first counts. */
export function sortFiles<F extends { name: string; type: string }>(
  files: readonly F[],
): { media: F | null; subtitles: F | null } {
  return {
    media: files.find((file) => !isSubtitleFile(file)) ?? null,
    subtitles: files.find(isSubtitleFile) ?? null,
  }
}

/** The text of subtitles in whatever encoding they were saved. The code for that comes when it is needed. */
export async function readSubtitleText(file: File): Promise<string> {
  const [{ decodeSubtitleText }, bytes] = await Promise.all([
    import('../../../workers/domain/subtitles/decode-text.ts'),
    file.arrayBuffer(),
  ])
  return decodeSubtitleText(new Uint8Array(bytes))
}
