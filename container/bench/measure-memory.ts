import { startRunnerProcess } from '../test-support/runner-process.ts'
import { measureJob, peakMemoryMb } from './bench.ts'

/** The most memory, in MB, that a runner of its own needs for each file. */
export async function measureMemory(files: readonly string[], threads: number): Promise<number[]> {
  const peaks: number[] = []
  for (const file of files) {
    const runner = await startRunnerProcess({ RUNNER_ASR_THREADS: String(threads) })
    try {
      await measureJob(runner, file)
      peaks.push((await peakMemoryMb(runner.pid)) ?? NaN)
    } finally {
      runner.signal('SIGTERM')
      await runner.exited
    }
  }
  return peaks
}
