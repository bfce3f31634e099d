import { useEffect, useRef, useState } from 'react'
import type { PlaceBody, PlaceView } from '../../../../workers/contract/exercises.ts'
import { PRACTICE_MODES } from '../../../../workers/contract/practice.ts'
import { sendPlace } from '../../lib/api/exercises.ts'
import { lateWriter } from '../../lib/late-writer.ts'
import { isNumber, isRecord, isString, readStored, removeStored, writeStored } from '../../lib/storage.ts'
import { useEvent } from '../../lib/use-event.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { whenLeaving } from '../../lib/when-leaving.ts'

/** A pause in typing after which the server is told; the browser's own copy is written sooner. */
const QUIET_MS = 1200

export type Place = Omit<PlaceBody, 'device'>
/** What the server has not confirmed yet; `at` in milliseconds by the server's clock. */
type Unsent = { place: Place; at: number }

function isUnsent(value: unknown): value is Unsent {
  if (!isRecord(value) || !isNumber(value.at) || !isRecord(value.place)) return false
  const { itemId, mode, words, given, hints, replays } = value.place
  return (
    isString(itemId) &&
    PRACTICE_MODES.some((known) => known === mode) &&
    Array.isArray(words) &&
    words.every(isString) &&
    Array.isArray(given) &&
    Array.isArray(hints) &&
    isNumber(replays)
  )
}

const keyOf = (setId: string): string => `place:${setId}`

function device(): string {
  const known = readStored('device', isString)
  if (known !== null) return known
  const made = randomUuid()
  writeStored('device', made)
  return made
}

/** What this browser could not send, unless the server has heard of a younger place since, from whatever device. */
export function unsentPlace(setId: string, server: PlaceView | null): Place | null {
  const own = readStored(keyOf(setId), isUnsent)
  return own !== null && (server === null || own.at > Date.parse(server.updatedAt)) ? own.place : null
}

/**
 * Where to go on, and what remembers where the learner stands: in the browser within a moment and on the server soon, both
 * before the page goes. `clockOffset`: milliseconds by which the server's clock is ahead of the device's.
 */
export function usePlace(setId: string, server: PlaceView | null, clockOffset: number) {
  const [own] = useState(lateWriter)
  const [unsent] = useState(() => unsentPlace(setId, server))
  const waiting = useRef(unsent)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const isSending = useRef(false)

  const send = useEvent(function send(isLeaving: boolean): void {
    if (timer.current !== null) clearTimeout(timer.current)
    own.flush()
    const place = waiting.current
    if (place === null) return
    // A younger place must not be overtaken by an older one.
    if (isSending.current && !isLeaving) {
      timer.current = setTimeout(() => send(false), QUIET_MS)
      return
    }
    isSending.current = true
    sendPlace(setId, { device: device(), ...place }, isLeaving)
      .then(
        () => {
          if (waiting.current !== place) return
          waiting.current = null
          removeStored(keyOf(setId))
        },
        // Offline, say: it stays in the browser, and goes along with the next change or when the network is back.
        () => undefined,
      )
      .finally(() => {
        isSending.current = false
      })
  })

  useEffect(() => {
    if (waiting.current === null) removeStored(keyOf(setId))
    else send(false)
    const online = (): void => send(false)
    const leave = (): void => send(true)
    window.addEventListener('online', online)
    const stop = whenLeaving(leave)
    return () => {
      window.removeEventListener('online', online)
      stop()
      leave()
    }
  }, [send, own, setId])

  const keep = useEvent((place: Place) => {
    waiting.current = place
    own.put(keyOf(setId), { place, at: Date.now() + clockOffset } satisfies Unsent)
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(() => send(false), QUIET_MS)
  })
  return { resumed: unsent ?? server, keep }
}
