import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { afterFrame } from '../../lib/after-frame.ts'
import { useEvent } from '../../lib/use-event.ts'
import { useKeyedState } from '../../lib/use-keyed-state.ts'
import { whenLeaving } from '../../lib/when-leaving.ts'
import { showsByItself } from './shows-by-itself.ts'
import { type TypingEvent, typingReducer, type TypingState } from './typing-state.ts'

/**
 * The state of typing as it is drawn, and what changes it, in the order in which it happened; `dispatch` gives the box the
 * learner is in from now on, `activeNow` the one they are in, drawn or not. The state itself is never behind. Where the
 * browser shows by itself what an event did, it is drawn once that frame is on the screen, so that nobody waits for ours to
 * see a key answered; everything else at once. With another `sitting` it begins anew.
 */
export function useTyping(
  sitting: string,
  begin: () => TypingState,
): [drawn: TypingState, dispatch: (event: TypingEvent) => number, activeNow: () => number] {
  const [drawn, setDrawn] = useKeyedState(sitting, begin)
  const ahead = useRef<{ sitting: string; state: TypingState } | null>(null)
  const callOff = useRef<(() => void) | null>(null)

  const now = (): TypingState => (ahead.current?.sitting === sitting ? ahead.current.state : drawn)
  const draw = useEvent(() => {
    callOff.current?.()
    callOff.current = null
    if (now() !== drawn) flushSync(() => setDrawn(now()))
  })

  useEffect(() => {
    // Before those who keep the draft hear of it.
    const stop = whenLeaving(draw, { first: true })
    return () => {
      stop()
      callOff.current?.()
    }
  }, [draw])

  const dispatch = useEvent((event: TypingEvent): number => {
    const before = now()
    const state = typingReducer(before, event)
    ahead.current = { sitting, state }
    if (!showsByItself(event, before, state)) draw()
    else callOff.current ??= afterFrame(draw)
    return state.active
  })
  const activeNow = useEvent(() => now().active)
  return [drawn, dispatch, activeNow]
}
