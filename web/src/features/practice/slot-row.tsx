import { useLayoutEffect, useRef } from 'react'
import { useT } from '../../i18n/provider.tsx'
import { useEvent } from '../../lib/use-event.ts'
import { usePreferences } from '../../lib/preferences.ts'
import type { TypingEvent, TypingState } from './typing-state.ts'
import { WordSlot } from './word-slot.tsx'

type Props = {
  /** With another, typing begins anew. */
  sitting: string
  state: TypingState
  dispatch: (event: TypingEvent) => number
  onTyping: () => void
  /** A dialog is open, and has the focus. */
  paused: boolean
}

/** The blanks. All have one width, so they tell how many words there are and nothing about them. */
export function SlotRow({ sitting, state, dispatch, onTyping, paused }: Props) {
  const t = useT()
  const { equalBoxes } = usePreferences()
  const row = useRef<HTMLDivElement>(null)

  const focusing = useRef(false)
  const focus = useEvent((index: number) => {
    const slot = row.current?.querySelector<HTMLInputElement>(`[data-slot="${index}"]`)
    // The one box that Tab comes in by is told by hand, and what was it before once it has no focus: when that changes on
    // the element in focus, Chromium works out the style of the page there and then.
    const entry = row.current?.querySelector<HTMLInputElement>('[tabindex="0"]')
    if (slot == null) return
    if (slot !== entry) slot.tabIndex = 0
    if (!paused && document.activeElement !== slot) {
      focusing.current = true
      slot.focus({ preventScroll: true })
      focusing.current = false
      // An empty box has its caret where it belongs, and asking would lay the page out once more.
      if (slot.value !== '') slot.setSelectionRange(slot.value.length, slot.value.length)
      // With the frame that is drawn anyway, for the same reason.
      requestAnimationFrame(() => slot.scrollIntoView({ block: 'nearest' }))
    }
    if (slot !== entry && entry != null) entry.tabIndex = -1
  })
  useLayoutEffect(() => focus(state.active), [sitting, state.active, paused, focus])

  // The same functions at every key, so that only the box that changed is drawn again.
  const onMove = useEvent((index: number) => {
    // Only where the learner goes by hand; our own focus follows the state and must not drive it.
    if (!focusing.current) dispatch({ type: 'move', to: index })
  })
  const typedIn = useRef<string | null>(null)
  const onTypedIn = useEvent((index: number, text: string, composing: boolean) => {
    typedIn.current = sitting
    onTyping()
    const active = dispatch({ type: 'typed', index, text, composing })
    // Before anything is drawn: that is what the learner sees first, and where the next letter goes.
    if (active !== index) focus(active)
  })

  // The boxes are those of the sentence before, and the browser would take back what was typed there.
  const mayUndo = useEvent(() => typedIn.current === sitting)

  return (
    <div
      ref={row}
      role="group"
      aria-label={t.practice.slots(state.slots.length)}
      data-testid="slots"
      className="contain-layout mt-8 flex flex-wrap justify-center gap-x-2.5 gap-y-4 sm:mt-12 sm:gap-x-4 sm:gap-y-6"
    >
      {state.slots.map((slot, index) => (
        <WordSlot
          key={index}
          slot={slot}
          index={index}
          count={state.slots.length}
          isEqual={equalBoxes}
          onMove={onMove}
          onTyped={onTypedIn}
          mayUndo={mayUndo}
        />
      ))}
    </div>
  )
}
