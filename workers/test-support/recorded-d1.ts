import { env } from 'cloudflare:workers'

/** A statement that was sent to D1, with its parameters. */
export type Sent = { sql: string; params: unknown[] }

let sent: Sent[] | null = null
const texts = new WeakMap<object, Sent>()

/**
 * From now on what the Worker under test sends to D1 is written down on its way; once a file. Every binding in the isolate
 * shares these prototypes, and statements of drizzle, raw ones and batches all begin with `prepare`.
 */
export function recordD1(): void {
  const database = Object.getPrototypeOf(env.DB) as Pick<D1Database, 'prepare'>
  const statement = Object.getPrototypeOf(env.DB.prepare('SELECT 1')) as Pick<D1PreparedStatement, 'bind'>
  const { prepare } = database
  const { bind } = statement
  database.prepare = function recorded(this: D1Database, sql) {
    const made = prepare.call(this, sql)
    const note = { sql, params: [] }
    texts.set(made, note)
    sent?.push(note)
    return made
  }
  statement.bind = function recorded(this: D1PreparedStatement, ...params) {
    const note = texts.get(this)
    if (note) note.params = params
    return bind.apply(this, params)
  }
}

/** What is sent to D1 while `act` runs. */
export async function sentBy(act: () => Promise<unknown>): Promise<Sent[]> {
  const mine: Sent[] = []
  sent = mine
  await act()
  sent = null
  return mine
}
