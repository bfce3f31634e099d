import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { make, SHORT_RECORDING } from '../../test-support/recordings.ts'
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
  // Half a second is 32 kB of samples: they fit between the two processes, so ffmpeg ends though nobody asks for them.
  await make('-t', '0.5', '-i', SHORT_RECORDING, '-f', 'wav', join(folder, 'input'))
  const { signal } = new AbortController()
  const audio = decodeAudio(TOOLS, { folder, durationMs: 500, signal })
  expect(isWorkedIn(folder)).toBe(true)
  while (isWorkedIn(folder)) await new Promise((resolve) => setTimeout(resolve, 20))
  await new Promise((resolve) => setTimeout(resolve, 200))
  let samples = 0
  for await (const block of audio.blocks) samples += block.length
  expect(samples / 16_000).toBeCloseTo(0.5, 1)
  expect((await audio.clips.slice(0, 400)).bytes.length).toBeGreaterThan(1_000)
})
