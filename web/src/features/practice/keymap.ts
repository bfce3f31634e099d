/** What a key asks for while practising and may be bound to another. Plain letters and Space belong to the text. */
export const ACTIONS = [
  'replay',
  'toggle',
  'playWord',
  'loop',
  'slower',
  'faster',
  'previous',
  'next',
  'hintSlower',
  'hintGaps',
  'hintCount',
  'letters',
  'reveal',
  'translation',
  'edit',
  'modes',
  'list',
  'sheet',
] as const
export type Action = (typeof ACTIONS)[number]

/** Keys with one meaning inside the text, which is not to be changed. */
export type TextKey = 'enter' | 'leave' | 'left' | 'right' | 'back'

export const USUAL: Readonly<Record<Action, readonly string[]>> = {
  replay: ['Tab', "Ctrl+'"],
  toggle: ['`'],
  playWord: ['Alt+W'],
  loop: ['Alt+L'],
  slower: ['Ctrl+['],
  faster: ['Ctrl+]'],
  previous: ['Ctrl+,', 'PageUp'],
  next: ['Ctrl+.', 'PageDown'],
  hintSlower: ['Alt+1'],
  hintGaps: ['Alt+2'],
  hintCount: ['Alt+3'],
  letters: ['Alt+4'],
  reveal: ['Alt+5', 'Ctrl+;'],
  translation: ['Alt+T'],
  edit: ['Alt+E'],
  modes: ['Alt+P'],
  list: ['Alt+S'],
  sheet: ['F1', 'Alt+/'],
}

export type Bindings = Readonly<Record<string, readonly string[]>>

/** The combinations of an action: the learner's own, else the usual ones. */
export const keysOf = (bindings: Bindings, action: Action): readonly string[] => bindings[action] ?? USUAL[action]

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
  /** The focus is in the sentence's text, on the button that goes on, in any other field, or on none of these. */
  at: 'text' | 'goOn' | 'field' | null
  /** Tab walks on: after Escape, until the learner types again. Else it hears the sentence again. */
  isReleased: boolean
  /** Nothing is typed where the focus is: `?` there is no letter of a word. */
  isEmpty: boolean
}

/** Signs by position: with a Chinese input method on, the same keys report full-width characters. */
const SIGNS: Readonly<Record<string, string>> = {
  Quote: "'",
  Semicolon: ';',
  Comma: ',',
  Period: '.',
  BracketLeft: '[',
  BracketRight: ']',
  Slash: '/',
  Backslash: '\\',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
}
const SIGN_KEYS = new Set(Object.values(SIGNS))

/**
 * A key press as it is written in bindings: "Ctrl+;", "Alt+W", "Tab". Null for a modifier alone, and for AltGr, which
 * reports Ctrl and Alt and types characters.
 */
export function combinationOf(event: KeyInput): string | null {
  if (event.ctrlKey && event.altKey) return null
  if (['Control', 'Alt', 'Shift', 'Meta', 'Process', 'Dead', 'Unidentified'].includes(event.key)) return null
  const name = keyName(event)
  if (name === null) return null
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.metaKey && 'Meta', event.shiftKey && 'Shift']
  return [...modifiers.filter((modifier) => modifier !== false), name].join('+')
}

function keyName(event: KeyInput): string | null {
  // Alt turns letters into others on a Mac, so there the position decides.
  const [, letter] = /^(?:Key|Digit)([A-Z0-9])$/u.exec(event.code) ?? []
  if (event.altKey && letter !== undefined) return letter
  if (event.altKey && SIGNS[event.code] !== undefined) return SIGNS[event.code] ?? null
  if (SIGN_KEYS.has(event.key)) return event.key
  // The character decides; the position only where the character is none of ours (other scripts, full-width signs).
  if (event.key.length === 1 && !/^[\p{ASCII}]$/u.test(event.key)) return SIGNS[event.code] ?? letter ?? null
  if (event.key === ' ') return 'Space'
  return event.key.length === 1 ? event.key.toUpperCase() : event.key
}

/** The action of a key press, or null when it is none of ours. No key acts during input-method composition. */
export function keyAction(event: KeyInput, place: KeyPlace, bindings: Bindings = {}): Action | TextKey | null {
  // 229 is what browsers without isComposing say of a key the input method took.
  if (event.isComposing || event.keyCode === 229) return null
  const isBare = !event.ctrlKey && !event.altKey && !event.metaKey
  // Nearly every key there is: nothing is looked up for it.
  if (isBare && /^[a-z ]$/iu.test(event.key)) return null
  const combination = combinationOf(event)
  if (combination === null) return null
  if (place.at === 'field' && isBare) return null
  const action = ACTIONS.find((candidate) => keysOf(bindings, candidate).includes(combination)) ?? null
  // Tab and Escape mean something only where the hands are while practising.
  const isOnPath = place.at === 'text' || place.at === 'goOn'
  if (/^(?:Shift\+)?Tab$/u.test(combination)) return isOnPath && !place.isReleased ? action : null
  if (action !== null) return action
  if (!isBare) return null
  const inText = place.at === 'text'
  if ((event.key === '?' || event.key === '？') && (!inText || place.isEmpty)) return 'sheet'
  if (event.key === 'Escape' && isOnPath && !event.shiftKey) return 'leave'
  if (!inText) {
    if (event.key === '[') return 'slower'
    return event.key === ']' ? 'faster' : null
  }
  if (event.shiftKey) return null
  switch (event.key) {
    case 'Enter':
      // A held Enter must not run through the answer and on to the next sentence.
      return event.repeat ? null : 'enter'
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
