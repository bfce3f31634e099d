import { useEffect, useRef, useState } from 'react'
import type { PlaceBody, PlaceView } from '../../../../workers/contract/exercises.ts'
import { PRACTICE_MODES } from '../../../../workers/contract/practice.ts'
import { sendPlace } from '../../lib/api/exercises.ts'
import { lateWriter } from '../../lib/late-writer.ts'
import { isNumber, isRecord, isString, readStored, writeStored } from '../../lib/storage.ts'
import { useEvent } from '../../lib/use-event.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { whenLeaving } from '../../lib/when-leaving.ts'

/** A pause in typing after which the server is told; the browser's own copy is written sooner. */
const QUIET_MS = 1200

type Place = Omit<PlaceBody, 'device'>
type Kept = Place & { at: number }

function isKept(value: unknown): value is Kept {
  return (
    isRecord(value) &&
    isString(value.itemId) &&
    PRACTICE_MODES.some((mode) => mode === value.mode) &&
    Array.isArray(value.words) &&
    value.words.every(isString) &&
    Array.isArray(value.hints) &&
    isNumber(value.replays) &&
    isNumber(value.at)
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

/** Where to go on: the younger of what the server knows (any device) and what this browser could not send. */
export function placeToResume(setId: string, server: PlaceView | null): Place | null {
  const own = readStored(keyOf(setId), isKept)
  if (own === null) return server
  return server === null || own.at > Date.parse(server.updatedAt) ? own : server
}

/** Remembers where the learner stands, in the browser within a moment and on the server soon; both before the page goes. */
export function usePlace(setId: string): (place: Place) => void {
  const [own] = useState(lateWriter)
  const waiting = useRef<Place | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const send = useEvent((keepalive: boolean) => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    const place = waiting.current
    waiting.current = null
    // Refused or offline: the browser has it, and the next change sends it again.
    if (place !== null) sendPlace(setId, { device: device(), ...place }, keepalive).catch(() => undefined)
  })

  useEffect(() => {
    const leave = (): void => {
      own.flush()
      send(true)
    }
    const stop = whenLeaving(leave)
    return () => {
      stop()
      leave()
    }
  }, [send, own])

  return useEvent((place: Place) => {
    waiting.current = place
    own.put(keyOf(setId), { ...place, at: Date.now() } satisfies Kept)
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(() => send(false), QUIET_MS)
  })
}
