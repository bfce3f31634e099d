import type { TypingEvent, TypingState } from './typing-state.ts'

/**
 * Whether what an event did is seen before any of it is drawn: a letter stands in its box, and with a Space behind a word
 * the caret goes on to the next one. The word's verdict may follow a frame later.
 */
export function showsByItself(event: TypingEvent, before: TypingState, now: TypingState): boolean {
  if (event.type !== 'typed' || event.composing) return false
  const { index, text } = event
  if (!/\s/u.test(text)) return true
  if (now.active === index || now.slots[index]?.typed !== text.slice(0, -1)) return false
  return now.slots.every((slot, at) => at === index || slot === before.slots[at])
}
