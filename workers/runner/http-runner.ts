import { runnerClient } from './runner-client.ts'
import type { RunnerPort } from './runner-port.ts'

/** One runner at a fixed address: a local port, or a machine of one's own. */
export const httpRunner = (url: string, secret: string): RunnerPort =>
  runnerClient((request) => fetch(request), url.replace(/\/$/, ''), secret)
