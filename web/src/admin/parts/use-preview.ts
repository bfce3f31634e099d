import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { codeOf } from '../../lib/api-client.ts'
import { loadClip } from '../../lib/clip-cache.ts'
import { useReload } from './use-change.ts'

/** Plays the sound at `path` in `element`; what was loaded for an earlier path is not heard any more. */
export function usePreview(path: string) {
  const reload = useReload()
  const element = useRef<HTMLAudioElement>(null)
  const wanted = useRef('')
  const [ready, setReady] = useState('')
  const hear = useMutation({
    // Given with each call: what is kept here is as old as the last effect.
    mutationFn: async (path: string) => {
      wanted.current = path
      const { url } = await loadClip(path, path)
      if (wanted.current !== path || element.current === null) return
      element.current.src = url
      setReady(path)
      await element.current.play().catch((error: unknown) => {
        // Where the browser wants a tap of its own, the player is there for it; a newer sound cuts an older one short.
        if (!(error instanceof DOMException && /^(?:NotAllowed|Abort)Error$/u.test(error.name))) throw error
      })
    },
    onError: (error) => (codeOf(error) === 'edit_conflict' ? reload() : undefined),
  })
  return {
    element,
    play: () => hear.mutate(path),
    stop: () => {
      wanted.current = ''
      element.current?.pause()
      hear.reset()
    },
    isReady: ready === path,
    isLoading: hear.isPending,
    error: hear.error,
  }
}
