import { useSyncExternalStore } from 'react'
import type { SessionView } from '../../../workers/contract/auth.ts'
import { isRecord, isString, readStored, removeStored, writeStored } from './storage.ts'

/**
 * Who is signed in, outside React so that the API client can read the token and end the session. `ended` says why there
 * is nobody: the welcome page has a kind sentence for a session that ran out.
 */
export type SessionState = { session: SessionView | null; ended: 'expired' | 'signed-out' | 'deleted' | null }

const KEY = 'session'

function isSession(value: unknown): value is SessionView {
  return (
    isRecord(value) &&
    isString(value.token) &&
    isRecord(value.user) &&
    isString(value.user.id) &&
    isString(value.user.email)
  )
}

let state: SessionState | null = null
const listeners = new Set<() => void>()

function current(): SessionState {
  state ??= { session: readStored(KEY, isSession), ended: null }
  return state
}

function set(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Signing out in one tab signs out the others.
  const onStorage = (event: StorageEvent) => {
    if (event.key === `listening.${KEY}`) set({ session: readStored(KEY, isSession), ended: null })
  }
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

export function currentToken(): string | null {
  return current().session?.token ?? null
}

export function currentUserId(): string | null {
  return current().session?.user.id ?? null
}

export function signIn(session: SessionView): void {
  writeStored(KEY, session)
  writeStored('returning', true)
  set({ session, ended: null })
}

export function endSession(ended: Exclude<SessionState['ended'], null>): void {
  removeStored(KEY)
  set({ session: null, ended })
}

/** An old answer must not end a newer session, so the token that was refused is named. */
export function expireToken(token: string): void {
  if (currentToken() === token) endSession('expired')
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, current)
}

/** Whether anybody has signed in on this browser. */
export function wasHereBefore(): boolean {
  return readStored('returning', (value): value is boolean => value === true) === true
}
