/** What a key asks for while practising and may be bound to another. Plain letters and Space belong to the text. */
export const ACTIONS = [
  'replay',
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
  'modes',
  'list',
  'sheet',
] as const
export type Action = (typeof ACTIONS)[number]

/** Keys with one meaning inside the text, which is not to be changed. */
export type TextKey = 'enter' | 'leave' | 'left' | 'right' | 'back'

export const USUAL: Readonly<Record<Action, readonly string[]>> = {
  replay: ['Tab', "Ctrl+'"],
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
  /** The focus is in a slot or the field of the sentence. */
  inText: boolean
  /** Tab hears the sentence again; false after Escape, until the learner goes back into the text. */
  tabReplays: boolean
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

/** Whether a combination may be bound: it must not be part of typing, nor a key that everything else relies on. */
export function isBindable(combination: string): boolean {
  if (/^(?:Ctrl|Alt|Meta)\+/u.test(combination))
    return !/^(?:Ctrl|Meta)\+(?:Shift\+)?[ACVXZWTNRLPQ]$/u.test(combination)
  return /^(?:Shift\+)?(?:Tab|F\d{1,2}|PageUp|PageDown|Home|End|Insert|Shift\+Enter|`)$/u.test(combination)
}

/** Bindings with one combination given to an action and taken from every other. */
export function bind(bindings: Bindings, action: Action, combination: string): Bindings {
  const changed: Record<string, readonly string[]> = { ...bindings }
  for (const other of ACTIONS) {
    const keys = keysOf(bindings, other)
    if (other !== action && keys.includes(combination)) changed[other] = keys.filter((key) => key !== combination)
  }
  return { ...changed, [action]: [combination] }
}

/** The action of a key press, or null when it is none of ours. No key acts during input-method composition. */
export function keyAction(event: KeyInput, place: KeyPlace, bindings: Bindings = {}): Action | TextKey | null {
  // 229 is what browsers without isComposing say of a key the input method took.
  if (event.isComposing || event.keyCode === 229) return null
  const combination = combinationOf(event)
  if (combination === null) return null
  const action = ACTIONS.find((candidate) => keysOf(bindings, candidate).includes(combination)) ?? null
  if (/^(?:Shift\+)?Tab$/u.test(combination)) return place.tabReplays ? action : null
  if (action !== null) return action
  if (event.ctrlKey || event.altKey || event.metaKey) return null
  if ((event.key === '?' || event.key === '？') && (!place.inText || place.isEmpty)) return 'sheet'
  if (!place.inText) {
    if (event.key === '[') return 'slower'
    return event.key === ']' ? 'faster' : null
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
