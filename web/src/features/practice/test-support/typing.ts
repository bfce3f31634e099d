import { typingReducer, type TypingEvent, type TypingState } from '../typing-state.ts'

export const run = (state: TypingState, ...events: TypingEvent[]): TypingState => events.reduce(typingReducer, state)

/** Types as a keyboard does: one character after another, into whatever slot is active. */
export function keys(state: TypingState, text: string): TypingState {
  return [...text].reduce((now, character) => {
    const before = now.slots[now.active]?.typed ?? ''
    return typingReducer(now, { type: 'typed', index: now.active, text: before + character, composing: false })
  }, state)
}
