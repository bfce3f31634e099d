import { useLayoutEffect, useRef, type RefObject } from 'react'
import { preferences } from '../../lib/preferences.ts'
import { useEvent } from '../../lib/use-event.ts'
import { type Action, keyAction, type KeyPlace, type TextKey } from './keymap.ts'

type TextField = HTMLInputElement | HTMLTextAreaElement

type Options = {
  area: RefObject<HTMLElement | null>
  /** With another, Tab hears again, whatever was left before. */
  sitting: string
  paused: boolean
  actions: Record<Action, () => void>
  /** A key inside the text; whether it was used up. */
  onTextKey: (key: Exclude<TextKey, 'leave'>, field: TextField) => boolean
}

const fieldOf = (target: EventTarget | null): TextField | null =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.dataset.slot !== undefined
    ? target
    : null

/** Where the focus is when it is not in the sentence's text. */
function placeOf(target: EventTarget | null): KeyPlace['at'] {
  if (!(target instanceof HTMLElement)) return null
  if (target.dataset.goOn !== undefined) return 'goOn'
  return target.isContentEditable || target.matches('input, textarea, select') ? 'field' : null
}

/** Keys of the practice page. `hold` is called on typing: from then on Tab hears the sentence again. */
export function usePracticeKeys({ area, sitting, paused, actions, onTextKey }: Options): { hold: () => void } {
  const released = useRef<string | null>(null)
  /** Ctrl is down, and nothing else was pressed with it. */
  const ctrlAlone = useRef(false)

  const onKeyDown = useEvent((event: KeyboardEvent) => {
    ctrlAlone.current = event.key === 'Control' && !event.repeat
    if (paused || event.defaultPrevented) return
    const field = fieldOf(event.target)
    const action = keyAction(
      event,
      {
        at: field === null ? placeOf(event.target) : 'text',
        isReleased: released.current === sitting,
        isEmpty: field?.value === '',
      },
      preferences().keys,
    )
    if (action === null) return
    if (action === 'leave') {
      released.current = sitting
      area.current?.querySelector<HTMLElement>('[data-after-text]')?.focus()
    } else if (action === 'enter' || action === 'left' || action === 'right' || action === 'back') {
      if (field === null || !onTextKey(action, field)) return
    } else {
      actions[action]()
    }
    event.preventDefault()
  })

  const onKeyUp = useEvent((event: KeyboardEvent) => {
    if (event.key !== 'Control' || !ctrlAlone.current || paused || !preferences().ctrlReplays) return
    ctrlAlone.current = false
    actions.replay()
  })

  const onPointer = useEvent(() => {
    ctrlAlone.current = false
  })

  useLayoutEffect(() => {
    const end = new AbortController()
    window.addEventListener('keydown', onKeyDown, end)
    window.addEventListener('keyup', onKeyUp, end)
    window.addEventListener('pointerdown', onPointer, end)
    window.addEventListener('wheel', onPointer, end)
    return () => end.abort()
  }, [onKeyDown, onKeyUp, onPointer])

  return {
    hold: () => {
      released.current = null
    },
  }
}
