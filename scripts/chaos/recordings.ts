import { join } from 'node:path'
import { LONG_RECORDING, SHORT_RECORDING } from '../../container/test-support/recordings.ts'
import { joinRecordings } from '../../container/test-support/join-recordings.ts'

/** Short recordings of one to some ten sentences, by a letter that the jobs' titles begin with. Made in `folder`. */
export async function makeRecordings(folder: string): Promise<ReadonlyMap<string, string>> {
  const rows: readonly [letter: string, recordings: readonly string[]][] = [
    ['a', [SHORT_RECORDING]],
    ['b', [SHORT_RECORDING, SHORT_RECORDING, SHORT_RECORDING]],
    ['c', [SHORT_RECORDING, LONG_RECORDING]],
    ['d', [LONG_RECORDING, SHORT_RECORDING, LONG_RECORDING]],
  ]
  const made = new Map<string, string>()
  for (const [letter, recordings] of rows) {
    const file = join(folder, `${letter}.mp3`)
    await joinRecordings(recordings, file, { outputOptions: ['-b:a', '64k'] })
    made.set(letter, file)
  }
  return made
}
