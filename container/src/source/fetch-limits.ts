/** How long a stranger's server may take. Milliseconds unless the name says otherwise. */
export type FetchLimits = {
  /** To resolve the name, and again to connect (TLS included). */
  connectMs: number
  /** From the connection to the last header, however slowly they come. */
  headersMs: number
  /** Between two pieces of the body. */
  stallMs: number
  /** The least average, looked at once `graceMs` of the body have passed. */
  minBytesPerSecond: number
  graceMs: number
  /** For everything, redirects included. */
  totalMs: number
  maxRedirects: number
  /** Before a range is asked for a second time; twice as long before each further time. */
  retryMs: number
}

export const DEFAULT_LIMITS: FetchLimits = {
  connectMs: 10_000,
  headersMs: 15_000,
  stallMs: 20_000,
  minBytesPerSecond: 8 * 1024,
  graceMs: 30_000,
  totalMs: 30 * 60_000,
  maxRedirects: 5,
  retryMs: 200,
}
