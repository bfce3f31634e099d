import { samplesOf } from '../test-support/recordings.ts'
import { startRunnerProcess } from '../test-support/runner-process.ts'
import { TOOLS } from '../test-support/tools.ts'
import { timeBareModel, timePackageLoop } from './bare-model.ts'
import { measureJob } from './bench.ts'
import { countedTools } from './counted-tools.ts'
import { cutPicture, timeLine } from './pictures.ts'
import { secondsByStep, traceJob } from './trace-job.ts'

/**
 * The whole runner against the bare model on the same segments, both with `threads` models side by side, and against the
 * loop of the model's package. The wall time is the real process's; segments and time line come from a second, traced run.
 */
export async function measureThroughput(file: string, options: { modelDir: string; threads: number }) {
  const tools = await countedTools()
  try {
    const runner = await startRunnerProcess({ ...tools.env, RUNNER_ASR_THREADS: String(options.threads) })
    const before = await tools.started()
    const { totalMs, items } = await measureJob(runner, file).finally(() => runner.signal('SIGTERM'))
    await runner.exited
    const started = (await tools.started()) - before

    const traced = await traceJob(file, { ...options, tools: TOOLS })
    const bareSeconds = await timeBareModel(traced.segments, options)
    const packageSeconds = await timePackageLoop(traced.segments, options.modelDir)
    const wallSeconds = totalMs / 1000
    const spoken = traced.segments.reduce((sum, samples) => sum + samples.length, 0) / 16_000
    return {
      numbers: {
        wallSeconds,
        tracedWallSeconds: traced.wallMs / 1000,
        bareModelSeconds: bareSeconds,
        packageLoopSeconds: packageSeconds,
        wallToBareModel: wallSeconds / bareSeconds,
        speedUpOverPackageLoop: packageSeconds / wallSeconds,
        segments: traced.segments.length,
        segmentSeconds: spoken,
        items: items.length,
        mediaProcesses: started,
        mediaProcessesPer20Clips: (started / items.length) * 20,
        busySeconds: secondsByStep(traced.spans),
      },
      timeLine: timeLine(traced.spans, traced.wallMs),
      cut: cutPicture(
        (await samplesOf(file, 16_000)).subarray(0, 16_000 * 120),
        traced.items.map(({ item }) => item),
      ),
    }
  } finally {
    await tools.remove()
  }
}
