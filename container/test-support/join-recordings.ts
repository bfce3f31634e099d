import { execa } from 'execa'

/**
 * Joins recordings, each followed by `gapSeconds` of silence (1 when not given), into one file of the kind its name says.
 * With `seconds` the row is repeated to that length. Returns nothing; ffmpeg must be in PATH.
 */
export async function joinRecordings(
  files: readonly string[],
  output: string,
  options: { gapSeconds?: number; seconds?: number; outputOptions?: readonly string[] } = {},
): Promise<void> {
  const { gapSeconds = 1, seconds, outputOptions = [] } = options
  const inputs = files.flatMap((file) => ['-i', file])
  const even = files.map(
    (_, i) => `[${i}:a]aresample=24000,aformat=channel_layouts=mono,apad=pad_dur=${gapSeconds}[p${i}]`,
  )
  const row = `${files.map((_, i) => `[p${i}]`).join('')}concat=n=${files.length}:v=0:a=1[row]`
  const repeat = seconds ? '[row]aloop=loop=-1:size=2147483647[out]' : '[row]anull[out]'
  await execa('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', ...inputs],
    ...['-filter_complex', [...even, row, repeat].join(';'), '-map', '[out]'],
    ...(seconds ? ['-t', String(seconds)] : []),
    ...[...outputOptions, output],
  ])
}
