import { useLayoutEffect, useRef, type RefObject } from 'react'
import { preferences } from '../../lib/preferences.ts'
import { useEvent } from '../../lib/use-event.ts'
import { type Action, keyAction, type TextKey } from './keymap.ts'

type TextField = HTMLInputElement | HTMLTextAreaElement

type Options = {
  area: RefObject<HTMLElement | null>
  paused: boolean
  actions: Record<Action, () => void>
  /** A key inside the text; whether it was used up. */
  onTextKey: (key: Exclude<TextKey, 'leave'>, field: TextField) => boolean
}

const fieldOf = (target: EventTarget | null): TextField | null =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.dataset.slot !== undefined
    ? target
    : null

/** Keys of the practice page. `hold` is called on typing: from then on Tab hears the sentence again. */
export function usePracticeKeys({ area, paused, actions, onTextKey }: Options): { hold: () => void } {
  const released = useRef(false)

  const onKeyDown = useEvent((event: KeyboardEvent) => {
    if (paused || event.defaultPrevented) return
    const field = fieldOf(event.target)
    const inPractice = field !== null || (event.target instanceof Node && area.current?.contains(event.target) === true)
    const place = {
      inText: field !== null,
      tabReplays: inPractice && !released.current && onMainPath(event.target),
      isEmpty: field?.value === '',
    }
    const action = keyAction(event, place, preferences().keys)
    if (action === null) return
    if (action === 'leave') {
      released.current = true
      area.current?.querySelector<HTMLElement>('[data-after-text]')?.focus()
    } else if (action === 'enter' || action === 'left' || action === 'right' || action === 'back') {
      if (field === null || !onTextKey(action, field)) return
    } else {
      actions[action]()
    }
    event.preventDefault()
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

/** Tab is taken only where the hands are while practising: in the text, and on the button that goes on. */
function onMainPath(target: EventTarget | null): boolean {
  return fieldOf(target) !== null || (target instanceof HTMLElement && target.dataset.goOn !== undefined)
}
