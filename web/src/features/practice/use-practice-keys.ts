import { useLayoutEffect, useRef, type RefObject } from 'react'
import { useEvent } from '../../lib/use-event.ts'
import { keyAction, type KeyAction } from './keymap.ts'
import type { TypingEvent, TypingState } from './typing-state.ts'

type Options = {
  area: RefObject<HTMLElement | null>
  state: TypingState
  dispatch: (event: TypingEvent) => void
  paused: boolean
  actions: Record<'replay' | 'previous' | 'next' | 'slower' | 'faster' | 'sheet', () => void>
}

const slotOf = (target: EventTarget | null): HTMLInputElement | null =>
  target instanceof HTMLInputElement && target.dataset.slot !== undefined ? target : null

/** Keys of the practice page. `hold` is called on typing: from then on Tab hears the sentence again. */
export function usePracticeKeys({ area, state, dispatch, paused, actions }: Options): { hold: () => void } {
  const released = useRef(false)

  const leaveText = useEvent(() => {
    released.current = true
    area.current?.querySelector<HTMLElement>('[data-after-text]')?.focus()
  })

  /** Whether the key was used up. */
  const act = useEvent((action: KeyAction, input: HTMLInputElement | null): boolean => {
    switch (action) {
      case 'enter':
        dispatch({ type: 'enter' })
        return true
      case 'reveal':
        dispatch({ type: 'reveal' })
        return true
      case 'leave':
        leaveText()
        return true
      case 'left':
      case 'back': {
        const atStart = input?.selectionStart === 0 && input.selectionEnd === 0
        if (!atStart || state.active === 0 || (action === 'back' && input.value !== '')) return false
        dispatch({ type: 'move', to: state.active - 1 })
        return true
      }
      case 'right':
        if (input === null || input.selectionStart !== input.value.length) return false
        dispatch({ type: 'move', to: state.active + 1 })
        return true
      default:
        actions[action]()
        return true
    }
  })

  const onKeyDown = useEvent((event: KeyboardEvent) => {
    if (paused || event.defaultPrevented) return
    const input = slotOf(event.target)
    const inPractice = input !== null || area.current?.contains(event.target as Node) === true
    const place = { inText: input !== null, tabReplays: inPractice && !released.current && onMainPath(event.target) }
    const action = keyAction(event, place)
    if (action !== null && act(action, input)) event.preventDefault()
  })

  useLayoutEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onKeyDown])

  return {
    hold: () => {
      released.current = false
    },
  }
}

/** Tab is taken only where the hands are while practising: in a slot, and on the button that goes on. */
function onMainPath(target: EventTarget | null): boolean {
  return slotOf(target) !== null || (target instanceof HTMLElement && target.dataset.goOn !== undefined)
}
