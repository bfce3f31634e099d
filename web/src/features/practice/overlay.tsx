import { type ComponentProps, useEffect } from 'react'
import { Modal } from '../../components/modal.tsx'
import { useEvent } from '../../lib/use-event.ts'

/** Where one types or goes on: the box one was in is another one when the mode was changed meanwhile. */
const placeOfHands = (): HTMLElement | null => document.querySelector('[data-slot]:not([tabindex="-1"]), [data-go-on]')

/** A dialog over practice. The focus goes to the sentence when it closes; Back closes it, and leaves practice only then. */
export function Overlay(props: Omit<ComponentProps<typeof Modal>, 'finalFocus'>) {
  const close = useEvent(props.onClose)
  useEffect(() => {
    history.pushState({ overlay: true }, '')
    window.addEventListener('popstate', close)
    return () => {
      window.removeEventListener('popstate', close)
      // Closed otherwise: the entry goes as well.
      if (history.state?.overlay === true) history.back()
    }
  }, [close])
  return <Modal {...props} finalFocus={placeOfHands} />
}
