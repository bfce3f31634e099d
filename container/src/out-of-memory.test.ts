import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { isOutOfMemory } from './out-of-memory.ts'

it.each([
  "Non-zero status code returned while running Conv node. Name:'/conv2/Conv' Status Message: std::bad_alloc",
  'BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 4096',
])('knows how onnxruntime says it: %s', (message) => {
  expect(isOutOfMemory(new Error(message))).toBe(true)
})

it('knows what Node throws', async () => {
  // More than any machine has; V8 refuses it in this process too.
  expect(isOutOfMemory(thrownBy(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER)))).toBe(true)
  expect(isOutOfMemory(Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' }))).toBe(true)
})

it('takes nothing else for it', async () => {
  const missing = await promisify(execFile)('/nowhere/ffmpeg').catch((error: unknown) => error)
  expect(missing).toBeInstanceOf(Error)
  for (const other of [missing, new Error('the input is damaged'), 'std::bad_alloc', null]) {
    expect(isOutOfMemory(other)).toBe(false)
  }
})

function thrownBy(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error
  }
}
