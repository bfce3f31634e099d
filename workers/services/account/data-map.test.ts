import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { COLUMNS, OBJECT_KEYS, OBJECT_NAMES, QUEUE_FIELDS } from '../../domain/privacy/data-map.ts'
import * as worker from '../../index.ts'
import type { JobMessage } from '../context.ts'

const query = async <T>(sql: string): Promise<T[]> => (await env.DB.prepare(sql).all<T>()).results

const tables = async () =>
  (
    await query<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
    )
  ).map(({ name }) => name)

/** What has a row deleted when that of `users` goes, by the foreign keys. */
async function goWithUser(): Promise<Set<string>> {
  const gone = new Set(['users'])
  const keys = (
    await Promise.all(
      (await tables()).map((child) =>
        query<{ child: string; parent: string }>(
          `SELECT '${child}' AS child, "table" AS parent FROM pragma_foreign_key_list('${child}') WHERE on_delete = 'CASCADE'`,
        ),
      ),
    )
  ).flat()
  for (let before = 0; before < gone.size;) {
    before = gone.size
    for (const { child, parent } of keys) if (gone.has(parent)) gone.add(child)
  }
  return gone
}

describe('the map of what becomes of data', () => {
  it('has every column of every table that the migrations make, once, and no other', async () => {
    for (const table of await tables()) {
      const columns = (await query<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)).map(
        ({ name }) => `${table}.${name}`,
      )
      const mapped = (COLUMNS[table] ?? []).flatMap((group) => group.columns.map((name) => `${table}.${name}`))
      expect(mapped.toSorted()).toEqual(columns.toSorted())
    }
    expect(Object.keys(COLUMNS).toSorted()).toEqual((await tables()).toSorted())
  })

  it('calls deleted only what the foreign keys delete with the user', async () => {
    const gone = await goWithUser()
    for (const [table, groups] of Object.entries(COLUMNS)) {
      expect([table, groups.some(({ fate }) => fate === 'delete')]).toEqual([table, gone.has(table)])
    }
  })

  it('has every class of Durable Object and every field of a queue message', () => {
    const classes = Object.keys(worker).filter((name) => name !== 'default')
    expect(Object.keys(OBJECT_KEYS).toSorted()).toEqual(classes.toSorted())
    expect(Object.keys(OBJECT_NAMES).toSorted()).toEqual(classes.toSorted())
    const fields: Record<keyof JobMessage, object> = QUEUE_FIELDS
    expect(Object.keys(fields)).toHaveLength(Object.keys(QUEUE_FIELDS).length)
  })
})
