/** Tools that hang and a disk that is full, each in the middle of a real runner, which serves the next job afterwards. */
import { execaSync } from 'execa'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createReadStream, createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RunnerReport } from '../../workers/contract/runner.ts'
import { joinRecordings } from '../test-support/join-recordings.ts'
import { modelDir } from '../test-support/models.ts'
import { LONG_RECORDING, make, SHORT_RECORDING } from '../test-support/recordings.ts'
import { type RunnerProcess, startRunnerProcess } from '../test-support/runner-process.ts'
import { tempFolder } from '../test-support/temp-folder.ts'
import { startWorkerStandIn, type WorkerStandIn } from '../test-support/worker-stand-in.ts'

let runner: RunnerProcess
/** While this is there, tools that are started hang. */
let hang: string

beforeAll(async () => {
  await modelDir()
  const folder = await mkdtemp(join(tmpdir(), 'listening-hanging-'))
  hang = join(folder, 'hang')
  runner = await startRunnerProcess({
    ...{ RUNNER_MAX_JOBS: '1', TOOL_STALL_SECONDS: '3' },
    ...{ FFMPEG_PATH: await hangable(folder, 'ffmpeg'), FFPROBE_PATH: await hangable(folder, 'ffprobe') },
  })
}, 300_000)
afterAll(async () => {
  runner.signal('SIGKILL')
  await runner.exited
  await rm(join(hang, '..'), { recursive: true })
})

/** The tool itself, but that it hangs from its beginning as long as its name is written in `hang`. */
async function hangable(folder: string, tool: 'ffmpeg' | 'ffprobe'): Promise<string> {
  const path = join(folder, tool)
  await writeFile(path, `#!/bin/sh\ngrep -qsx ${tool} ${hang} && exec sleep 1000\nexec ${tool} "$@"\n`)
  await chmod(path, 0o755)
  return path
}

async function begin(runner: RunnerProcess, file: string): Promise<WorkerStandIn> {
  const worker = await startWorkerStandIn(file)
  onTestFinished(worker.close)
  expect((await runner.send(worker.job())).status).toBe(202)
  return worker
}

const endOf = (worker: WorkerStandIn): Promise<RunnerReport> =>
  Promise.race([worker.reported('completed'), worker.reported('failed')])

async function servesTheNext(runner: RunnerProcess): Promise<void> {
  // Its last word on a job comes before its seat is free.
  await runner.idle()
  expect(await endOf(await begin(runner, SHORT_RECORDING))).toMatchObject({ type: 'completed', itemCount: 1 })
}

describe('a tool', () => {
  it('that stands still in the middle is ended, and so is its job; what was heard is there', async () => {
    const file = join(await tempFolder(), 'long.m4a')
    await joinRecordings([LONG_RECORDING], file, { seconds: 240 })
    const worker = await begin(runner, file)
    await worker.received(1)
    const [ffmpeg] = runner.children()
    if (ffmpeg === undefined) throw new Error('ffmpeg has ended already')
    process.kill(ffmpeg, 'SIGSTOP')
    expect(await endOf(worker)).toMatchObject({ type: 'failed', code: 'media_damaged' })
    expect(worker.items.length).toBeGreaterThan(0)
    await servesTheNext(runner)
    expect([runner.children(), runner.jobFolders()]).toEqual([[], []])
  })

  it.each(['ffmpeg', 'ffprobe'])('that hangs from the beginning (%s) is ended, and so is its job', async (tool) => {
    await writeFile(hang, tool)
    expect(await endOf(await begin(runner, SHORT_RECORDING))).toMatchObject({ type: 'failed', code: 'media_damaged' })
    await rm(hang)
    await servesTheNext(runner)
    expect([runner.children(), runner.jobFolders()]).toEqual([[], []])
  })
})

const SEPARATELY = ['--map-root-user', '--mount']

/** A command that runs what follows with a small disk in place of `folder`, seen by nobody else; the models are unpacked there. */
const withSmallDisk = (folder: string): string[] => [
  ...['unshare', ...SEPARATELY, 'sh', '-c'],
  ...[`mount -t tmpfs -o size=400m tmpfs ${folder} && exec "$@"`, 'sh'],
]

/** Containers and hardened machines forbid namespaces. */
const maySeparate = execaSync('sh', ['-c', `unshare ${SEPARATELY.join(' ')} true`], { reject: false })

describe('a disk', () => {
  it.skipIf(maySeparate.failed)('that is full ends the job that filled it with a code of its own', async () => {
    const folder = join(await tempFolder(), 'disk')
    await mkdir(folder)
    // Bare AAC has no index and no length: it is fetched as a whole.
    const file = join(await tempFolder(), 'long.aac')
    await make('-f', 'lavfi', '-i', 'anoisesrc=d=180:a=0.1', '-b:a', '128k', '-f', 'adts', file)
    const cramped = await startRunnerProcess({ RUNNER_MAX_JOBS: '1', TMPDIR: folder }, withSmallDisk(folder))
    onTestFinished(async () => {
      cramped.signal('SIGKILL')
      await cramped.exited
    })
    // The folder as the runner sees it.
    const filler = `/proc/${cramped.pid}/root${folder}/filler`
    await expect(pipeline(createReadStream('/dev/zero'), createWriteStream(filler))).rejects.toThrow(/ENOSPC/)
    expect(await endOf(await begin(cramped, file))).toMatchObject({ type: 'failed', code: 'runner_out_of_space' })
    await rm(filler)
    await servesTheNext(cramped)
  })
})
