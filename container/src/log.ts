import type { LogFields, OnlyLogFields } from '../../workers/domain/privacy/data-map.ts'

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 } as const
export type LogLevel = keyof typeof LEVELS
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[]

/** One JSON line an event. What is not on the map of data (domain/privacy) is no field. */
export type Log = {
  [level in LogLevel]: <Fields extends LogFields>(event: string, fields?: OnlyLogFields<Fields>) => void
} & {
  /** The same log with these fields in every line. */
  with: <Fields extends LogFields>(fields: OnlyLogFields<Fields>) => Log
}

export function createLog(
  minimum: LogLevel,
  base: LogFields = {},
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (LEVELS[level] < LEVELS[minimum]) return
      write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...base, ...fields })}\n`)
    }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLog(minimum, { ...base, ...fields }, write),
  }
}
