import type { Started } from './processes.ts'

/**
 * Waits until one of the processes ends by itself (exit code 1, said on stderr) or somebody stops us (exit code 0), then
 * stops them all.
 */
export async function runUntilStopped(processes: readonly Started[], stopped: Promise<void>): Promise<void> {
  const failure = await Promise.race([stopped.then(() => null), ...processes.map((started) => started.ended)])
  if (failure) {
    console.error(`${failure}. Stopping.`)
    process.exitCode = 1
  }
  await Promise.all(processes.map((started) => started.stop()))
}

/** Resolves at the first Ctrl-C, SIGTERM or SIGHUP, and when whoever started us is gone without a word. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && resolve(), 1000).unref()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
