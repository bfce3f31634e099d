import type { LogFields, OnlyLogFields } from '../domain/privacy/data-map.ts'
import { describeFault } from './describe-fault.ts'

/** One JSON line to the Worker's log; what is not on the map of data is no field. `error` may be anything that was thrown. */
export function logEvent<Fields extends Omit<LogFields, 'event' | 'error'>>(
  level: 'info' | 'warn' | 'error',
  event: string,
  { error, ...fields }: OnlyLogFields<Fields> & { error?: unknown },
): void {
  console[level](JSON.stringify({ event, ...fields, ...(error !== undefined && { error: describeFault(error) }) }))
}
