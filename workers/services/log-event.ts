import type { LogFields } from '../domain/privacy/data-map.ts'
import { describeFault } from './describe-fault.ts'

const WRITERS = { info: console.info, warn: console.warn, error: console.error } as const

/** One JSON line to the Worker's log; what is not on the map of data is no field. `error` may be anything that was thrown. */
export function logEvent(
  level: keyof typeof WRITERS,
  event: string,
  { error, ...fields }: Omit<LogFields, 'event' | 'error'> & { error?: unknown },
): void {
  WRITERS[level](JSON.stringify({ event, ...fields, ...(error !== undefined && { error: describeFault(error) }) }))
}
