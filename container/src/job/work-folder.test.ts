import { access, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { removeLeftFolders, withWorkFolder } from './work-folder.ts'

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

it('is private while the work goes on, and gone after it', async () => {
  let mode = 0
  const folder = await withWorkFolder(async (path) => {
    mode = (await stat(path)).mode & 0o777
    await writeFile(join(path, 'input'), 'x')
    return path
  })
  expect(mode).toBe(0o700)
  expect(await exists(folder)).toBe(false)
})

it('is gone when the work fails', async () => {
  let folder = ''
  const work = withWorkFolder(async (path) => {
    folder = path
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await exists(folder)).toBe(false)
})

it('of a runner that was killed is removed by the next, that of one that lives is not', async () => {
  const dead = join(tmpdir(), 'listening-job-4194999-left')
  const living = join(tmpdir(), `listening-job-${process.ppid}-kept`)
  await Promise.all([mkdir(dead, { recursive: true }), mkdir(living, { recursive: true })])
  await removeLeftFolders()
  expect(await exists(dead)).toBe(false)
  expect(await exists(living)).toBe(true)
  await rm(living, { recursive: true })
})
