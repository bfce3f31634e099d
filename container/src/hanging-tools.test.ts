/** Tools that hang and a disk that is full, each in the middle of a real runner, which serves the next job afterwards. */
import { execaSync } from 'execa'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { createReadStream, createWriteStream, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RunnerReport } from '../../workers/contract/runner.ts'
import { joinRecordings } from '../test-support/join-recordings.ts'
import { modelDir } from '../test-support/models.ts'
import { LONG_RECORDING, make, SHORT_RECORDING } from '../test-support/recordings.ts'
import { type RunnerProcess, startRunnerProcess } from '../test-support/runner-process.ts'
import { tempFolder } from '../test-support/temp-folder.ts'
import { startWorkerStandIn, type WorkerStandIn } from '../test-support/worker-stand-in.ts'

const STALL_SECONDS = '3'

beforeAll(async () => {
  await modelDir()
}, 300_000)

async function newRunner(env: Record<string, string>, command?: readonly string[]): Promise<RunnerProcess> {
  const runner = await startRunnerProcess({ RUNNER_MAX_JOBS: '1', ...env }, command)
  onTestFinished(async () => {
    runner.signal('SIGKILL')
    await runner.exited
  })
  return runner
}

async function begin(runner: RunnerProcess, file: string): Promise<WorkerStandIn> {
  const worker = await startWorkerStandIn(file)
  onTestFinished(worker.close)
  expect((await runner.send(worker.job())).status).toBe(202)
  return worker
}

const endOf = (worker: WorkerStandIn): Promise<RunnerReport> =>
  Promise.race([worker.reported('completed'), worker.reported('failed')])

/** Sent again until the runner has room: its last word on a job comes before its seat is free. */
async function servesTheNext(runner: RunnerProcess): Promise<void> {
  const worker = await startWorkerStandIn(SHORT_RECORDING)
  onTestFinished(worker.close)
  while ((await runner.send(worker.job({ jobId: 'next' }))).status !== 202) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await endOf(worker)).toMatchObject({ type: 'completed', itemCount: 1 })
}

/** Process ids of what the runner has started. */
const toolsOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/status`, 'utf8').includes(`PPid:\t${pid}\n`)
      } catch {
        return false
      }
    })
    .map(Number)

const foldersOf = async (pid: number): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`listening-job-${pid}-`))

/** The tool's stand-in: itself, but for the time that the file `hang` is there. */
async function hangable(tool: 'ffmpeg' | 'ffprobe'): Promise<{ path: string; hang: string }> {
  const folder = await tempFolder()
  const [path, hang] = [join(folder, tool), join(folder, 'hang')]
  await writeFile(path, `#!/bin/sh\n[ "$1" != -version ] && [ -e ${hang} ] && exec sleep 1000\nexec ${tool} "$@"\n`)
  await chmod(path, 0o755)
  return { path, hang }
}

describe('ffmpeg', () => {
  it('that stands still in the middle is ended, and so is its job; what was heard is there', async () => {
    const file = join(await tempFolder(), 'long.m4a')
    await joinRecordings([LONG_RECORDING], file, { seconds: 240 })
    const runner = await newRunner({ TOOL_STALL_SECONDS: STALL_SECONDS })
    const worker = await begin(runner, file)
    await worker.received(1)
    const [ffmpeg] = toolsOf(runner.pid)
    if (ffmpeg === undefined) throw new Error('ffmpeg has ended already')
    process.kill(ffmpeg, 'SIGSTOP')
    expect(await endOf(worker)).toMatchObject({ type: 'failed', code: 'media_damaged' })
    expect(worker.items.length).toBeGreaterThan(0)
    await servesTheNext(runner)
    expect([toolsOf(runner.pid), await foldersOf(runner.pid)]).toEqual([[], []])
  })
})

describe.each(['ffmpeg', 'ffprobe'] as const)('%s', (tool) => {
  it('that hangs from the beginning is ended, and so is its job', async () => {
    const { path, hang } = await hangable(tool)
    const runner = await newRunner({
      TOOL_STALL_SECONDS: STALL_SECONDS,
      [tool === 'ffmpeg' ? 'FFMPEG_PATH' : 'FFPROBE_PATH']: path,
    })
    await writeFile(hang, '')
    expect(await endOf(await begin(runner, SHORT_RECORDING))).toMatchObject({ type: 'failed', code: 'media_damaged' })
    await rm(hang)
    await servesTheNext(runner)
    expect([toolsOf(runner.pid), await foldersOf(runner.pid)]).toEqual([[], []])
  })
})

/** A command that runs what follows with a small disk in place of `folder`, seen by nobody else; the models are unpacked there. */
const withSmallDisk = (folder: string): string[] => [
  ...['unshare', '--map-root-user', '--mount', 'sh', '-c'],
  ...[`mount -t tmpfs -o size=400m tmpfs ${folder} && exec "$@"`, 'sh'],
]

/** Containers and hardened machines forbid namespaces. */
const maySeparate = execaSync('sh', ['-c', `${withSmallDisk('/tmp').slice(0, 3).join(' ')} true`], { reject: false })

describe('a disk', () => {
  it.skipIf(maySeparate.failed)('that is full ends the job that filled it with a code of its own', async () => {
    const folder = join(await tempFolder(), 'disk')
    await mkdir(folder)
    // Bare AAC has no index and no length: it is fetched as a whole.
    const file = join(await tempFolder(), 'long.aac')
    await make('-f', 'lavfi', '-i', 'anoisesrc=d=180:a=0.1', '-b:a', '128k', '-f', 'adts', file)
    const runner = await newRunner({ TMPDIR: folder }, withSmallDisk(folder))
    // The folder as the runner sees it.
    const filler = `/proc/${runner.pid}/root${folder}/filler`
    await expect(pipeline(createReadStream('/dev/zero'), createWriteStream(filler))).rejects.toThrow(/ENOSPC/)
    expect(await endOf(await begin(runner, file))).toMatchObject({ type: 'failed', code: 'runner_out_of_space' })
    await rm(filler)
    await servesTheNext(runner)
  })
})
