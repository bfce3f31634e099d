/** What a key asks for while practising. Plain letters and Space belong to the text and are never here. */
export type KeyAction =
  | 'replay'
  | 'reveal'
  | 'previous'
  | 'next'
  | 'slower'
  | 'faster'
  | 'sheet'
  | 'enter'
  | 'leave'
  | 'left'
  | 'right'
  | 'back'

export type KeyInput = {
  key: string
  code: string
  keyCode: number
  isComposing: boolean
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  shiftKey: boolean
  repeat: boolean
}

export type KeyPlace = {
  /** The focus is in a slot of the sentence. */
  inText: boolean
  /** Tab hears the sentence again; false after Escape, until the learner goes back into the text. */
  tabReplays: boolean
}

/** By position as well as by character: with a Chinese input method on, the same keys report full-width characters. */
const WITH_CTRL: readonly [key: string, code: string, action: KeyAction][] = [
  ["'", 'Quote', 'replay'],
  [';', 'Semicolon', 'reveal'],
  [',', 'Comma', 'previous'],
  ['.', 'Period', 'next'],
  ['[', 'BracketLeft', 'slower'],
  [']', 'BracketRight', 'faster'],
]

/** The action of a key press, or null when it is none of ours. No key acts during input-method composition. */
export function keyAction(event: KeyInput, place: KeyPlace): KeyAction | null {
  // 229 is what browsers without isComposing say of a key the input method took.
  if (event.isComposing || event.keyCode === 229) return null
  if (event.altKey || event.metaKey) return null
  if (event.ctrlKey) {
    if (event.shiftKey) return null
    // The character decides; the position only where the character is none of ours (other scripts, full-width signs).
    const byKey = WITH_CTRL.find(([key]) => key === event.key)
    const found = byKey ?? (/^[\w ]$/u.test(event.key) ? undefined : WITH_CTRL.find(([, code]) => code === event.code))
    return found?.[2] ?? null
  }
  if (event.key === 'Tab') return !event.shiftKey && place.tabReplays ? 'replay' : null
  if (event.key === 'PageUp') return 'previous'
  if (event.key === 'PageDown') return 'next'
  if (!place.inText) {
    if (event.key === '?' || event.key === '？') return 'sheet'
    if (event.key === '[') return 'slower'
    if (event.key === ']') return 'faster'
    return null
  }
  if (event.shiftKey) return null
  switch (event.key) {
    case 'Enter':
      // A held Enter must not run through the answer and on to the next sentence.
      return event.repeat ? null : 'enter'
    case 'Escape':
      return 'leave'
    case 'ArrowLeft':
      return 'left'
    case 'ArrowRight':
      return 'right'
    case 'Backspace':
      return 'back'
    default:
      return null
  }
}
