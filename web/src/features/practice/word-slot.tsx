import { type InputEvent, memo, useLayoutEffect, useRef } from 'react'
import { useT } from '../../i18n/provider.tsx'
import { QUIET_INPUT, refuseReplacement } from './quiet-input.ts'
import type { Slot, SlotVerdict } from './typing-state.ts'

type Props = {
  slot: Slot
  index: number
  count: number
  /** As wide as every other, so that the width tells nothing; else as wide as what is typed. */
  isEqual: boolean
  onMove: (index: number) => void
  onTyped: (index: number, text: string, composing: boolean) => void
  /** Whether there is something of this sentence to take back. */
  mayUndo: () => boolean
}

const LOOKS: Record<SlotVerdict, string> = {
  open: 'border-line-strong text-ink',
  match: 'border-accent text-accent',
  typo: 'border-typo bg-typo-soft text-typo decoration-wavy underline decoration-1 underline-offset-4',
  wrong: 'border-wrong bg-wrong-soft text-wrong decoration-wavy underline decoration-1 underline-offset-4',
  revealed: 'border-line-strong border-dashed text-muted italic',
  given: 'border-transparent text-muted',
}

/** Smaller letters for a longer word: by what is typed, never by what is expected. */
function letterSize(text: string): string {
  if (text.length > 15) return 'text-xs sm:text-sm'
  if (text.length > 11) return 'text-sm sm:text-lg'
  if (text.length > 8) return 'text-base sm:text-xl'
  return 'text-xl sm:text-2xl'
}

/** A Space behind the word, which is not text but completes it: taken before the browser puts it in and lays it out. */
function takesSpace(event: InputEvent<HTMLInputElement>): boolean {
  const { inputType, data, isComposing } = event.nativeEvent
  if (inputType !== 'insertText' || data !== ' ' || isComposing) return false
  const { selectionStart, selectionEnd, value } = event.currentTarget
  if (selectionStart !== value.length || selectionEnd !== value.length) return false
  event.preventDefault()
  return event.nativeEvent.defaultPrevented
}

/** One box. Kept as it is while nothing about it changes: a long sentence has dozens. */
export const WordSlot = memo(function WordSlot({ slot, index, count, isEqual, onMove, onTyped, mayUndo }: Props) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  // The text is the browser's, which is ahead of ours by a letter at times; it is put there only where we made another.
  useLayoutEffect(() => {
    if (field.current !== null && field.current.value !== slot.typed) field.current.value = slot.typed
  }, [slot])
  const said: Record<SlotVerdict, string> = {
    open: '',
    match: t.practice.slotMatch,
    typo: t.practice.slotTypo,
    wrong: t.practice.slotWrong,
    revealed: t.practice.slotRevealed,
    given: t.practice.slotGiven,
  }
  const name = t.practice.slot(index + 1, count)
  if (slot.verdict === 'given') {
    return (
      <span lang="en" className="flex h-13 items-end pb-2 font-read text-xl text-muted sm:h-15 sm:text-2xl">
        {slot.typed}
      </span>
    )
  }
  return (
    <input
      ref={field}
      data-slot={index}
      data-verdict={slot.verdict}
      aria-label={said[slot.verdict] === '' ? name : `${name}, ${said[slot.verdict]}`}
      aria-invalid={slot.verdict === 'wrong' || slot.verdict === 'typo' ? true : undefined}
      placeholder={slot.letters === undefined ? undefined : `${slot.letters}…`}
      readOnly={slot.verdict === 'revealed'}
      // The row gives one of them 0.
      tabIndex={-1}
      type="text"
      // Not "next": with that, Chrome on Android tells the page of no key at all, and Firefox of a Tab.
      enterKeyHint={index === count - 1 ? 'done' : 'go'}
      {...QUIET_INPUT}
      onFocus={() => onMove(index)}
      onBeforeInput={(event) => {
        refuseReplacement(event)
        if (event.nativeEvent.inputType === 'historyUndo' && !mayUndo()) event.preventDefault()
        if (takesSpace(event)) onTyped(index, `${event.currentTarget.value} `, false)
      }}
      onChange={(event) => {
        const native = event.nativeEvent
        onTyped(index, event.target.value, 'isComposing' in native && native.isComposing === true)
      }}
      // The last change of a composition still counts as composing; its end is when the text is meant.
      onCompositionEnd={(event) => onTyped(index, event.currentTarget.value, false)}
      style={isEqual ? undefined : { width: `${Math.min(18, Math.max(4, slot.typed.length + 2))}ch` }}
      className={`${isEqual ? '[contain:strict]' : ''} h-13 w-[6.6rem] rounded-t-lg rounded-b-none border-b-2 bg-transparent px-1 pt-1 text-center font-read sm:h-15 sm:w-34 ${letterSize(slot.typed)} ${LOOKS[slot.verdict]} focus:bg-surface focus:shadow-[0_2px_0_0_var(--accent)] focus:outline-none focus:border-accent ${slot.verdict === 'wrong' ? 'focus:border-wrong focus:bg-wrong-soft focus:shadow-[0_2px_0_0_var(--wrong)]' : ''}`}
    />
  )
})
