import { COLUMNS, type Entry, LOG_FIELDS, OBJECT_KEYS, OBJECT_NAMES, PREFIXES, QUEUE_FIELDS } from './data-map.ts'

const WORDS = { delete: 'deleted', anonymise: 'anonymised', keep: 'kept' } as const

/** The map as the Markdown of docs/data-map.md. */
export function describeDataMap(): string {
  const columns = Object.entries(COLUMNS).flatMap(([table, groups]) =>
    groups.map((group): Row => [`\`${table}\`: ${group.columns.map((name) => `\`${name}\``).join(', ')}`, group]),
  )
  const keys = Object.entries(OBJECT_KEYS).flatMap(([object, entries]) => rows(entries, `\`${object}\`: `))
  return `${[
    '# What becomes of data when a person leaves',
    'Written from `workers/domain/privacy/data-map.ts` by its test; change it there. `DELETE /me/data` does it, and the sweep ends what it could not.',
    'Freed pages of a SQLite file and its write-ahead log keep deleted bytes until they are written over; D1 and Durable Objects can also be set back in time by the account’s owner (up to 30 days). Both are the platform’s, and no call of it erases them earlier. R2 keeps no versions.',
    section('D1', 'table and columns', columns),
    section('R2', 'prefix', rows(PREFIXES)),
    section('Durable Objects', 'stored', keys),
    section('Names of Durable Objects', 'class', rows(OBJECT_NAMES)),
    section('Queue messages', 'field', rows(QUEUE_FIELDS)),
    section('Log lines', 'field', [...rows(LOG_FIELDS), ['`…_ms`', { fate: 'keep', why: 'how long a step took' }]]),
  ].join('\n\n')}\n`
}

type Row = readonly [what: string, entry: Entry]

const rows = (entries: Readonly<Record<string, Entry>>, before = ''): Row[] =>
  Object.entries(entries).map(([name, entry]) => [`${before}\`${name}\``, entry])

function section(title: string, what: string, lines: readonly Row[]): string {
  const table = lines.map(([name, { fate, why }]) => `| ${name} | ${WORDS[fate]} | ${why} |`)
  return [`## ${title}`, '', `| ${what} | is | because |`, '| --- | --- | --- |', ...table].join('\n')
}
