/**
 * What one run of a tool on a stranger's bytes may use. The kernel holds it to that (setrlimit, by way of util-linux's
 * prlimit, which becomes the tool), so it holds for whatever the tool starts as well, and for one that was taken over.
 */
export type ToolLimits = {
  /** Time of the processor, not of the clock: a busy machine does not make a file heavier. */
  cpuSeconds: number
  /** Address space. Debian's ffmpeg maps 300 MB of libraries before it reads a byte. */
  memoryBytes: number
}

/** Wide enough for the index of a film of many hours. */
const MEDIA_MEMORY_BYTES = 1536 * 1024 * 1024
const OPEN_FILES = 128

/** Probing takes 0.1 s of most files; this is for one that makes the tool search. */
export const PROBE_LIMITS: ToolLimits = { cpuSeconds: 5, memoryBytes: MEDIA_MEMORY_BYTES }

/**
 * Limits of a run that reads `mediaMs` of sound. Packets are walked through at some 2,000 times real time and decoded and
 * encoded at some 100; this is for 10 times.
 */
export function readingLimits(mediaMs: number): ToolLimits {
  return { cpuSeconds: Math.ceil(20 + mediaMs / 10_000), memoryBytes: MEDIA_MEMORY_BYTES }
}

/** A command that runs `command` under limits: no files written (results go through pipes), no core dumps. */
export function limited(limits: ToolLimits, command: string, args: readonly string[]): [string, string[]] {
  const { cpuSeconds, memoryBytes } = limits
  return [
    'prlimit',
    [
      // Both the soft and the hard one: ffmpeg goes on after the signal of the soft one.
      ...[`--cpu=${cpuSeconds}:${cpuSeconds}`, `--as=${memoryBytes}:${memoryBytes}`],
      ...['--fsize=0:0', '--core=0:0', `--nofile=${OPEN_FILES}:${OPEN_FILES}`],
      ...['--', command, ...args],
    ],
  ]
}
