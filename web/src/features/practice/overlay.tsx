import { type ComponentProps, useLayoutEffect } from 'react'
import { Modal } from '../../components/modal.tsx'
import { useEvent } from '../../lib/use-event.ts'

/** Where one types or goes on: the box one was in is another one when the mode was changed meanwhile. */
const placeOfHands = (): HTMLElement | null => document.querySelector('[data-slot]:not([tabindex="-1"]), [data-go-on]')

/** The entry of the dialog before this one may still be on its way out of the history. */
let isGone: Promise<void> = Promise.resolve()

/** A dialog over practice. The focus goes to the sentence when it closes; Back closes it, and leaves practice only then. */
export function Overlay(props: Omit<ComponentProps<typeof Modal>, 'finalFocus'>) {
  const close = useEvent(props.onClose)
  // Before it is seen: who sees it may go back at once.
  useLayoutEffect(() => {
    const end = new AbortController()
    void isGone.then(() => {
      if (end.signal.aborted) return
      history.pushState({ overlay: true }, '')
      window.addEventListener('popstate', close, end)
    })
    return () => {
      end.abort()
      // Closed otherwise: its entry goes as well.
      if (history.state?.overlay !== true) return
      isGone = new Promise((resolve) => window.addEventListener('popstate', () => resolve(), { once: true }))
      history.back()
    }
  }, [close])
  return <Modal {...props} finalFocus={placeOfHands} />
}
