import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { startMediaTool, type Exit } from './media-tool.ts'
import { readingLimits, type ToolLimits } from './tool-limits.ts'

const MB = 1024 * 1024
const LIMITS: ToolLimits = { cpuSeconds: 1, memoryBytes: 400 * MB }

/** Runs a shell script as if it were a media tool. */
async function run(script: string): Promise<Exit & { stdout: string; files: string[] }> {
  const cwd = await tempFolder()
  const { signal } = new AbortController()
  const tool = startMediaTool('sh', ['-c', script], { cwd, signal, limits: LIMITS, stallMs: TOOLS.stallMs })
  let stdout = ''
  for await (const text of tool.stdout.setEncoding('utf8')) stdout += String(text)
  return { ...(await tool.exited), stdout, files: await readdir(cwd) }
}

describe('a tool', () => {
  it('that computes for longer than it may is ended, and that is told from a failure and from our own ending it', async () => {
    expect(await run('while :; do :; done')).toMatchObject({ code: null, isOverLimit: true })
    expect(await run('exit 3')).toMatchObject({ code: 3, isOverLimit: false })
    const abort = new AbortController()
    const tool = startMediaTool('sleep', ['1000'], {
      cwd: await tempFolder(),
      signal: abort.signal,
      limits: LIMITS,
      stallMs: TOOLS.stallMs,
    })
    abort.abort()
    expect(await tool.exited).toMatchObject({ code: null, isOverLimit: false })
  })

  it('that ignores signals is ended all the same', async () => {
    expect(await run('trap "" XCPU TERM INT; while :; do :; done')).toMatchObject({ code: null, isOverLimit: true })
  })

  it('that waits is not over its limit: it is time of the processor', async () => {
    expect(await run('sleep 1.5')).toMatchObject({ code: 0, isOverLimit: false })
  })

  it('gets no more memory than it may', async () => {
    const hold = (bytes: number): string => `head -c ${bytes} /dev/zero | tail -c ${bytes} | wc -c`
    expect((await run(hold(100 * MB))).stdout.trim()).toBe(String(100 * MB))
    const over = await run(hold(900 * MB))
    expect(over.stdout.trim()).toBe('0')
    expect(over.stderr).toMatch(/memory/i)
  })

  it('writes no file', async () => {
    const { code, files } = await run('echo bytes > file')
    expect(code).not.toBe(0)
    expect(files.filter((name) => name !== 'file')).toEqual([])
    expect((await run('echo bytes > file; cat file')).stdout).toBe('')
  })

  it('is held to all of that by the kernel, and its children too', async () => {
    const { stdout } = await run('sh -c "cat /proc/self/limits"')
    const limitOf = (name: string): string[] => new RegExp(`^${name} +(\\S+) +(\\S+)`, 'm').exec(stdout)?.slice(1) ?? []
    expect(limitOf('Max cpu time')).toEqual(['1', '1'])
    expect(limitOf('Max address space')).toEqual([String(400 * MB), String(400 * MB)])
    expect(limitOf('Max file size')).toEqual(['0', '0'])
    expect(limitOf('Max core file size')).toEqual(['0', '0'])
    expect(limitOf('Max open files')).toEqual(['128', '128'])
  })
})

it('an hour may take more work than a minute', () => {
  expect(readingLimits(60_000).cpuSeconds).toBe(26)
  expect(readingLimits(3_600_000).cpuSeconds).toBe(380)
})
