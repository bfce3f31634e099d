import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * A function that never changes and always sees the latest render: for listeners and timers that outlive a render.
 * React's own useEffectEvent is not in preact/compat, which the build uses.
 */
export function useEvent<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(work)
  useLayoutEffect(() => {
    latest.current = work
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
