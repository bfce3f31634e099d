/**
 * Calls `work` whenever the page is hidden or left: it may be gone afterwards. `first`: before those who are not. What is
 * returned ends that.
 */
export function whenLeaving(work: () => void, { first = false }: { first?: boolean } = {}): () => void {
  const hide = (): void => {
    if (document.visibilityState === 'hidden') work()
  }
  const options = { capture: first }
  window.addEventListener('visibilitychange', hide, options)
  window.addEventListener('pagehide', work, options)
  return () => {
    window.removeEventListener('visibilitychange', hide, options)
    window.removeEventListener('pagehide', work, options)
  }
}
