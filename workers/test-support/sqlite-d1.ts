import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'

/** Runs one call to the database. A test may put others before it, or let its caller die before or after. */
export type Around = <T>(call: () => T) => Promise<T>

const MIGRATIONS = join(import.meta.dirname, '../../migrations')
const SCHEMA = readdirSync(MIGRATIONS)
  .filter((name) => name.endsWith('.sql'))
  .toSorted()
  .map((name) => readFileSync(join(MIGRATIONS, name), 'utf8'))
  .join('\n')

/** A new database in memory with the product's tables and triggers. */
export function newDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec(SCHEMA)
  return database
}

/**
 * D1's interface, as far as the verbs use it, over SQLite in this process: a statement, or a batch as one transaction.
 * For tests that need thousands of databases, or to decide the order of calls; the others use the real local D1.
 */
export function sqliteD1(database: DatabaseSync, around: Around): D1Database {
  class Statement {
    readonly text: string
    readonly params: SQLInputValue[]

    constructor(text: string, params: SQLInputValue[] = []) {
      this.text = text
      this.params = params
    }

    bind(...params: SQLInputValue[]): Statement {
      return new Statement(this.text, params)
    }

    runNow() {
      const statement = database.prepare(this.text)
      const results = statement.all(...this.params)
      const { changes } = database.prepare('SELECT changes() AS changes').get() ?? {}
      const isRead = /^\s*(?:SELECT|WITH)\b/i.test(this.text)
      return { results, success: true, meta: { changes: isRead ? 0 : Number(changes) } }
    }

    all() {
      return around(() => this.runNow())
    }

    run() {
      return this.all()
    }

    raw() {
      return around(() => {
        const statement = database.prepare(this.text)
        statement.setReturnArrays(true)
        return statement.all(...this.params)
      })
    }

    async first() {
      return (await this.all()).results[0] ?? null
    }
  }

  const batch = (statements: Statement[]) =>
    around(() => {
      database.exec('BEGIN')
      try {
        const results = statements.map((statement) => statement.runNow())
        database.exec('COMMIT')
        return results
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    })
  return { prepare: (text: string) => new Statement(text), batch } as unknown as D1Database
}
