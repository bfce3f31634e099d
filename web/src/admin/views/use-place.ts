import { useCallback } from 'react'
import { useParams } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'

/** The row whose details are open, by its address; `close` goes back to the list. */
export function usePlace(view: string): { id: string | null; close: () => void; open: (id: string) => void } {
  const { id } = useParams<{ id?: string }>()
  const [, go] = useHashLocation()
  const close = useCallback(() => go(`/${view}`), [go, view])
  const open = useCallback((next: string) => go(`/${view}/${next}`), [go, view])
  return { id: id === undefined ? null : decodeURIComponent(id), close, open }
}
