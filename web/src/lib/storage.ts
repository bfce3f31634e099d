/**
 * Small values kept in the browser. Every call survives a browser without storage (private windows, blocked cookies):
 * then nothing is remembered and everything still works.
 */
const PREFIX = 'listening.'
const KEPT: ReadonlySet<string> = new Set(['language', 'theme', 'rate'])

type Area = 'local' | 'session'

function area(kind: Area): Storage | null {
  try {
    return kind === 'local' ? window.localStorage : window.sessionStorage
  } catch {
    return null
  }
}

/** The stored value when it is there and `accepts` takes it, else null. Storage is not trusted to hold what we wrote. */
export function readStored<T>(key: string, accepts: (value: unknown) => value is T, kind: Area = 'local'): T | null {
  try {
    const text = area(kind)?.getItem(PREFIX + key) ?? null
    if (text === null) return null
    const value: unknown = JSON.parse(text)
    return accepts(value) ? value : null
  } catch {
    return null
  }
}

/** False when nothing is kept (full or forbidden): the value lives as long as the page. */
export function writeStored(key: string, value: unknown, kind: Area = 'local'): boolean {
  try {
    area(kind)?.setItem(PREFIX + key, JSON.stringify(value))
    return area(kind) !== null
  } catch {
    return false
  }
}

export function removeStored(key: string, kind: Area = 'local'): void {
  try {
    area(kind)?.removeItem(PREFIX + key)
  } catch {
    // Nothing was kept there.
  }
}

/** Drops all this browser remembers but how the site looks and sounds: what is added later is dropped too. */
export function forgetLearner(): void {
  try {
    const store = area('local')
    if (store === null) return
    for (const key of Object.keys(store)) {
      if (key.startsWith(PREFIX) && !KEPT.has(key.slice(PREFIX.length))) store.removeItem(key)
    }
  } catch {
    // Nothing was kept.
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
