import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { afterFrame } from '../../lib/after-frame.ts'
import { useEvent } from '../../lib/use-event.ts'
import { whenLeaving } from '../../lib/when-leaving.ts'
import { type TypingEvent, typingReducer, type TypingState } from './typing-state.ts'

/** More happened than letters in a box: a word is complete, or an input method is at work. */
const isMoreThanLetters = (event: TypingEvent): boolean =>
  event.type !== 'typed' || event.composing || /\s/u.test(event.text)

/**
 * The state of typing, and what changes it, in the order in which it happened. The browser has drawn a letter by itself,
 * so what follows from one waits until that frame is on the screen; everything else is applied at once, focus included,
 * with the letters that were waiting before it: the next one may be typed before a later render, and would land in the
 * old box.
 */
export function useTyping(begin: () => TypingState): [TypingState, (event: TypingEvent) => void] {
  const [state, setState] = useState(begin)
  const waiting = useRef<{ event: TypingEvent; stop: () => void } | null>(null)

  const flush = useEvent((last: TypingEvent | null) => {
    const before = waiting.current
    waiting.current = null
    before?.stop()
    const events = [before?.event ?? null, last].filter((event) => event !== null)
    if (events.length > 0) flushSync(() => setState((now) => events.reduce(typingReducer, now)))
  })

  useEffect(() => {
    // Before those who keep the draft hear of it.
    const stop = whenLeaving(() => flush(null), { first: true })
    return () => {
      stop()
      waiting.current?.stop()
    }
  }, [flush])

  const dispatch = useEvent((event: TypingEvent) => {
    if (isMoreThanLetters(event)) return flush(event)
    // Of one box the latest text is all of it.
    const held = waiting.current?.event
    if (held?.type === 'typed' && event.type === 'typed' && held.index !== event.index) flush(null)
    if (waiting.current === null) waiting.current = { event, stop: afterFrame(() => flush(null)) }
    else waiting.current.event = event
  })
  return [state, dispatch]
}
