import { containerRunner } from '../runner/container-runner.ts'
import { httpRunner } from '../runner/http-runner.ts'
import type { RunnerPort } from '../runner/runner-port.ts'
import { readSettings } from '../settings.ts'

/** The runner that this deployment uses. */
export function createRunner(env: Env): RunnerPort {
  const { runner, runnerSecret } = readSettings(env)
  return runner.mode === 'http'
    ? httpRunner(runner.url, runnerSecret)
    : containerRunner(env.RUNNERS, runner.instances, runnerSecret)
}
