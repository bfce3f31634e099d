/**
 * The only place that starts ffmpeg and ffprobe. What they read came from strangers, so every call has the same fence:
 * local files and pipes only, known containers only, no pictures, no shell, a folder of its own, limits that the kernel
 * keeps, and a process group of its own that is killed as a whole.
 */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { limited, type ToolLimits } from './tool-limits.ts'

/** The tools of this machine. `stallMs`: how long one may stand still, see `startMediaTool`. */
export type MediaTools = { ffmpeg: string; ffprobe: string; stallMs: number }

/** The name under which the source lies in the job's folder; it says nothing of its kind, so the bytes decide. */
export const INPUT_NAME = 'input'

/** A name here is a demuxer that reads one file. Playlists, which open further files or addresses, are not on the list. */
const FORMATS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,aac,flac,ogg,wav,w64,aiff,avi,asf,flv,mpegts,mpeg,amr,amrnb,amrwb,caf,ac3,eac3,au,wv,ape'
const MAX_STREAMS = '16'

const READING = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS, '-max_streams', MAX_STREAMS]
/** No video, subtitles or data: decoding the picture would cost twenty times what the sound does. */
const SOUND_ONLY = ['-vn', '-sn', '-dn']

/** One output of ffmpeg: its options and the file descriptor it is written to. */
export type Output = { options: readonly string[]; fd: number }

/** Instead of the name: the source comes through the tool's standard input. */
export const PIPED_INPUT = 'pipe:0'

/**
 * The arguments of an ffmpeg call that reads the first sound track of the job's source, at most `capMs` of it from
 * `fromMs` on, and writes it in one or more ways. Everything is decoded once. A stream is read from its beginning only.
 */
export function ffmpegArguments(
  capMs: number,
  outputs: readonly Output[],
  input: typeof INPUT_NAME | typeof PIPED_INPUT = INPUT_NAME,
  fromMs = 0,
): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', '1'],
    ...[...READING, ...SOUND_ONLY, ...(fromMs > 0 ? ['-ss', (fromMs / 1000).toFixed(3)] : []), '-i', input],
    ...outputs.flatMap(({ options, fd }) => [
      ...['-map', '0:a:0', ...SOUND_ONLY, '-t', (capMs / 1000).toFixed(3)],
      ...[...options, `pipe:${fd}`],
    ]),
  ]
}

/** The arguments of an ffmpeg call that writes one text track of the job's source as SubRip to its standard output. */
export function textTrackArguments(capMs: number, streamIndex: number): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', '1'],
    ...[...READING, '-vn', '-an', '-dn', '-i', INPUT_NAME],
    ...['-map', `0:${streamIndex}`, '-vn', '-an', '-dn', '-t', (capMs / 1000).toFixed(3)],
    ...['-c:s', 'subrip', '-map_metadata', '-1', '-f', 'srt', 'pipe:1'],
  ]
}

/** The arguments of an ffprobe call on the job's source that answers JSON; `mostBytes` of the media are looked at. */
export function ffprobeArguments(showEntries: string, mostBytes?: number): string[] {
  const most = mostBytes ? ['-probesize', String(mostBytes)] : []
  return ['-hide_banner', '-v', 'error', ...READING, ...most, '-show_entries', showEntries, '-of', 'json', INPUT_NAME]
}

/** `code` is null for a tool that was killed; `stderr` is the end of what it complained about. */
export type Exit = {
  code: number | null
  stderr: string
  /** The kernel ended it, and not we: it used more of the processor or the memory than it may. */
  isOverLimit: boolean
  /** We ended it because it stood still. */
  isStalled: boolean
}

export type MediaProcess = {
  /** The stream of file descriptor 1, and of 3 when it was asked for. Nothing is read ahead of what is consumed. */
  stdout: Readable
  extra: Readable | null
  /** Resolves when the process has gone. */
  exited: Promise<Exit>
  /** Why the input that was given could not be read to its end; null as long as it could. */
  inputError: () => Error | null
  /** Kills the whole process group at once. */
  kill: () => void
}

export type ToolOptions = {
  cwd: string
  signal: AbortSignal
  limits: ToolLimits
  /** Milliseconds. */
  stallMs: number
  extraPipe?: boolean
  input?: Readable
  /** Whether the tool has no input to work on just now. */
  isWaiting?: () => boolean
}

/**
 * Starts the tool in `cwd`. Aborting the signal kills it, and so does standing still: writing nothing for `stallMs` though
 * there is room for it and input to work on. (One that works and writes nothing ends at its limit of processor time.)
 * `exited` never rejects but for a tool that cannot be started.
 */
export function startMediaTool(path: string, args: readonly string[], options: ToolOptions): MediaProcess {
  options.signal.throwIfAborted()
  const child = spawn(...limited(options.limits, path, args), {
    cwd: options.cwd,
    // Its own process group. It ends with us all the same: its pipes break.
    detached: true,
    stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe', options.extraPipe ? 'pipe' : 'ignore'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  })
  let isKilled = false
  const kill = (): void => {
    isKilled = true
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It ended on its own in this moment.
    }
  }
  options.signal.addEventListener('abort', kill, { once: true })

  let inputError: Error | null = null
  async function* readInput(input: Readable): AsyncGenerator<unknown, void, undefined> {
    try {
      yield* input
    } catch (error) {
      inputError = error instanceof Error ? error : new Error(String(error))
      kill()
    }
  }
  // A tool that has enough closes its end; that is its right.
  if (options.input && child.stdin) pipeline(readInput(options.input), child.stdin).catch(() => {})
  const [, stdout, , extra] = child.stdio
  if (!isReadable(stdout)) throw new Error(`${path} was started without a pipe`)
  const pipes = [stdout, extra].filter(isReadable)
  let isStalled = false
  const stopWatching = watchForStall(pipes, options, () => {
    isStalled = true
    kill()
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-4_000)
  })
  const exited = new Promise<Exit>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const isOverLimit = !isKilled && (signal === 'SIGKILL' || signal === 'SIGXCPU')
      resolve({ code, stderr, isOverLimit, isStalled })
    })
  }).finally(() => {
    stopWatching()
    options.signal.removeEventListener('abort', kill)
  })
  // A caller that stops early does not look at it any more.
  exited.catch(() => {})

  return { stdout, extra: isReadable(extra) ? extra : null, exited, kill, inputError: () => inputError }
}

/** Looks eight times per `stallMs` whether the tool is held up by us or has moved. Returns what ends that. */
function watchForStall(
  pipes: readonly (Readable & { bytesRead?: number })[],
  { stallMs, isWaiting }: Pick<ToolOptions, 'stallMs' | 'isWaiting'>,
  onStall: () => void,
): () => void {
  const read = (): number => pipes.reduce((sum, { bytesRead = 0 }) => sum + bytesRead, 0)
  // A full buffer is not read from the pipe: the tool may well be waiting to write.
  const isFull = (): boolean => pipes.some((pipe) => pipe.readableLength >= pipe.readableHighWaterMark)
  let before = read()
  let movedAt = performance.now()
  const timer = setInterval(() => {
    const now = read()
    if (now !== before || isFull() || isWaiting?.() === true) {
      before = now
      movedAt = performance.now()
    } else if (performance.now() - movedAt >= stallMs) {
      clearInterval(timer)
      onStall()
    }
  }, stallMs / 8)
  return () => clearInterval(timer)
}

const isReadable = (stream: unknown): stream is Readable =>
  typeof stream === 'object' && stream !== null && 'read' in stream
