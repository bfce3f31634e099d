const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 } as const
export type LogLevel = keyof typeof LEVELS
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[]

type Fields = Record<string, string | number | boolean | null | undefined>

/** One JSON line an event. Tokens, transcripts and file names are never fields. */
export type Log = { [level in LogLevel]: (event: string, fields?: Fields) => void } & {
  /** The same log with these fields in every line. */
  with: (fields: Fields) => Log
}

export function createLog(
  minimum: LogLevel,
  base: Fields = {},
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: Fields = {}): void => {
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
