import { useCallback, useState } from 'react'

/**
 * State that begins anew, by `begin`, in the very render that brings another `key`: where React's own would have the
 * elements made anew as well, and that costs too much. What is set late, for a key that was left, is dropped.
 */
export function useKeyedState<T>(key: string, begin: () => T): [T, (change: T | ((before: T) => T)) => void] {
  const [kept, setKept] = useState(() => ({ key, value: begin() }))
  const set = useCallback(
    (change: T | ((before: T) => T)) =>
      setKept((before) => {
        if (before.key !== key) return before
        const value = typeof change === 'function' ? (change as (before: T) => T)(before.value) : change
        return value === before.value ? before : { key, value }
      }),
    [key],
  )
  if (kept.key === key) return [kept.value, set]
  const anew = { key, value: begin() }
  setKept(anew)
  return [anew.value, set]
}
