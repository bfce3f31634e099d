import { readdirSync, readlinkSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SHORT_RECORDING } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { decodeAudio } from './decode.ts'

/** Whether a process works in the folder: ffmpeg does, in the job's own. */
const isWorkedIn = (folder: string): boolean =>
  readdirSync('/proc').some((name) => {
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder
    } catch {
      return false
    }
  })

it('has all of a short recording, however late it is asked for', async () => {
  const folder = await tempFolder()
  await copyFile(SHORT_RECORDING, join(folder, 'input'))
  const { signal } = new AbortController()
  const audio = decodeAudio(TOOLS, { folder, durationMs: 1_900, signal })
  // ffmpeg ends before that: all of it fits into a pipe.
  expect(isWorkedIn(folder)).toBe(true)
  while (isWorkedIn(folder)) await new Promise((resolve) => setTimeout(resolve, 20))
  await new Promise((resolve) => setTimeout(resolve, 200))
  let samples = 0
  for await (const block of audio.blocks) samples += block.length
  expect(samples / 16_000).toBeCloseTo(1.9, 1)
  expect((await audio.clips.slice(0, 1_500)).bytes.length).toBeGreaterThan(1_000)
})
