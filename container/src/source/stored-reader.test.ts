import { expect, it, vi } from 'vitest'
import { JobFailure, JobStopped } from '../job/job-failure.ts'
import { HEAD_BYTES, type ReadRange } from './source-reader.ts'
import { openStored } from './stored-reader.ts'

const BYTES = new Uint8Array(2 * HEAD_BYTES).map((_, i) => i)
const whole: ReadRange = async (from, to) => BYTES.slice(from, to)

it('reads the head once and the rest where it is asked for', async () => {
  const read = vi.fn<ReadRange>(whole)
  const reader = await openStored(BYTES.length, read)
  expect(await reader.read(5, 10)).toEqual(BYTES.slice(5, 10))
  expect(await reader.read(HEAD_BYTES - 5, HEAD_BYTES + 5)).toEqual(BYTES.slice(HEAD_BYTES - 5, HEAD_BYTES + 5))
  expect(read.mock.calls).toEqual([
    [0, HEAD_BYTES],
    [HEAD_BYTES - 5, HEAD_BYTES + 5],
  ])
})

it('asks again for what broke off, but not for what is gone or not wanted any more', async () => {
  const read = vi.fn<ReadRange>(whole).mockRejectedValueOnce(new TypeError('terminated'))
  const reader = await openStored(BYTES.length, read)
  expect(reader.head).toHaveLength(HEAD_BYTES)
  expect(read).toHaveBeenCalledTimes(2)

  for (const final of [new JobFailure('source_gone'), new JobStopped('lease_lost')]) {
    const refuse = vi.fn<ReadRange>().mockRejectedValue(final)
    await expect(openStored(BYTES.length, refuse)).rejects.toBe(final)
    expect(refuse).toHaveBeenCalledTimes(1)
  }
  const broken = vi.fn<ReadRange>().mockRejectedValue(new TypeError('terminated'))
  await expect(openStored(BYTES.length, broken)).rejects.toThrow('terminated')
  expect(broken).toHaveBeenCalledTimes(3)
})
