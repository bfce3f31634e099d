import type { Log } from './log.ts'

/** How V8, Node and onnxruntime say that they were refused memory; of Node's errors the codes. */
const SAID = /\bstd::bad_alloc\b|Failed to allocate memory|Array buffer allocation failed/
const CODES: ReadonlySet<unknown> = new Set(['ENOMEM', 'ERR_WORKER_OUT_OF_MEMORY'])

/** Only for errors of this process: what a provider's server says of its own memory is none of ours. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && (SAID.test(error.message) || ('code' in error && CODES.has(error.code)))

/**
 * Ends the process on the spot, as the kernel does where it is the one to notice. It cannot keep any promise now, not even
 * to say so: its jobs go on elsewhere after their last sentences when their leases end, and count this as an attempt, so
 * that one that needs too much comes to an end.
 */
export function dieOutOfMemory(log: Log, error: unknown): void {
  log.error('out_of_memory', { detail: String(error) })
  process.kill(process.pid, 'SIGKILL')
}
