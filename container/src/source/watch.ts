import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import { LinkError } from './link-error.ts'

/**
 * The clock of one fetch: one phase at a time has a deadline, and the whole has one. Whichever passes first aborts
 * `signal` with a LinkError, and so does the caller's own signal with its own reason.
 */
export class Watch {
  readonly signal: AbortSignal
  readonly #deadline = new AbortController()
  readonly #total: NodeJS.Timeout
  #phase: NodeJS.Timeout | undefined

  constructor(totalMs: number, callerSignal: AbortSignal | undefined) {
    const { signal } = this.#deadline
    this.signal = callerSignal === undefined ? signal : AbortSignal.any([callerSignal, signal])
    this.#total = setTimeout(() => this.#deadline.abort(new LinkError('link_too_slow')), totalMs)
  }

  /** Begins a phase that has to end within `ms`; the phase before it is over. */
  phase(ms: number, code: JobErrorCode): void {
    clearTimeout(this.#phase)
    this.#phase = setTimeout(() => this.#deadline.abort(new LinkError(code)), ms)
  }

  /** For waits that take no signal: settles like `work`, or rejects when the clock runs out. */
  async race<T>(work: Promise<T>): Promise<T> {
    const over = new AbortController()
    const ended = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason), { once: true, signal: over.signal })
    })
    try {
      return await Promise.race([work, ended])
    } finally {
      over.abort()
    }
  }

  stop(): void {
    clearTimeout(this.#total)
    clearTimeout(this.#phase)
  }
}
