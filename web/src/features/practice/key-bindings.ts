import { type Action, ACTIONS, type Bindings, keysOf } from './keymap.ts'

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
