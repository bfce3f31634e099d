const EVERY_MS = 60_000

/**
 * Rings the Worker's cron: locally nobody else does, and what an object should have been woken for while the Worker was
 * down is found by it only. Returns how to stop.
 */
export function startLocalCron(origin: string, everyMs = EVERY_MS): () => void {
  const ring = (): void => {
    fetch(`${origin}/cdn-cgi/local/scheduled`, { signal: AbortSignal.timeout(EVERY_MS) }).then(
      (response) => response.body?.cancel(),
      // The Worker is being started again; the next ring comes soon.
      () => {},
    )
  }
  ring()
  const timer = setInterval(ring, everyMs)
  return () => clearInterval(timer)
}
