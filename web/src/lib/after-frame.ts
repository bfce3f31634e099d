/** Long before anybody would miss it, should the page never be at rest. */
const LATEST_MS = 100

/** Safari learned it late. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: LATEST_MS })
  else setTimeout(work, LATEST_MS / 10)
}

/** What the browser still does for a frame when the page has done its part: on few cores, work of ours would be in its way. */
const FRAME_MS = 16

/**
 * Calls `work` once the next frame is on the screen and the page is at rest. A page that is not shown has no frames:
 * whoever waits has to do without when it is hidden. What is returned calls it off.
 */
export function afterFrame(work: () => void): () => void {
  let isOff = false
  const frame = requestAnimationFrame(() =>
    setTimeout(
      () =>
        whenIdle(() => {
          if (!isOff) work()
        }),
      FRAME_MS,
    ),
  )
  return () => {
    isOff = true
    cancelAnimationFrame(frame)
  }
}
