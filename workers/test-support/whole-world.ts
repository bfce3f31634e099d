import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { COLUMNS } from '../domain/privacy/data-map.ts'

/** Where something is stored, and all of it as text; bytes as Latin-1, so that what is written in them can be found. */
export type Stored = { where: string; text: string }

/** Every row of D1, every object of R2 and every entry of every Durable Object, as they are now. */
export async function wholeWorld(): Promise<Stored[]> {
  return [...(await allRows()), ...(await allObjects()), ...(await allEntries())]
}

/** Those in which `word` is found, in any case. */
export const holding = (world: readonly Stored[], word: string): Stored[] =>
  world.filter(({ where, text }) => `${where}\n${text}`.toLowerCase().includes(word.toLowerCase()))

/** How many rows each table has that the map calls deleted. */
export async function rowsOfPeople(): Promise<Record<string, number>> {
  const tables = Object.entries(COLUMNS).filter(([, groups]) => groups.some(({ fate }) => fate === 'delete'))
  const counts = tables.map(async ([table]): Promise<[string, number]> => {
    const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first<{ n: number }>()
    return [table, row?.n ?? 0]
  })
  return Object.fromEntries(await Promise.all(counts))
}

async function allRows(): Promise<Stored[]> {
  const rows = Object.keys(COLUMNS).map(async (table) => {
    const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all()
    return results.map((row) => ({ where: `D1 ${table}`, text: JSON.stringify(row) }))
  })
  return (await Promise.all(rows)).flat()
}

async function allObjects(): Promise<Stored[]> {
  const { objects } = await env.MEDIA.list({ include: ['httpMetadata', 'customMetadata'] })
  return Promise.all(
    objects.map(async ({ key, httpMetadata, customMetadata }) => {
      const bytes = new Uint8Array((await (await env.MEDIA.get(key))?.arrayBuffer()) ?? [])
      const text = JSON.stringify({ httpMetadata, customMetadata }) + new TextDecoder('latin1').decode(bytes)
      return { where: `R2 ${key}`, text }
    }),
  )
}

async function allEntries(): Promise<Stored[]> {
  const classes = { JobObject: env.JOBS, MeterObject: env.METERS, LimitObject: env.LIMITS, RunnerObject: env.RUNNERS }
  const stored: Stored[] = []
  for (const [name, namespace] of Object.entries(classes)) {
    for (const id of await listDurableObjectIds<undefined>(namespace)) {
      const entries = await runInDurableObject(
        namespace.get(id) as DurableObjectStub,
        async (_object, { storage }) => ({
          kv: [...(await storage.list())],
          tables: storage.sql
            .exec<{ name: string }>(
              "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
            )
            .toArray()
            .flatMap((table): [string, unknown][] => [
              [table.name, storage.sql.exec(`SELECT * FROM ${table.name}`).toArray()],
            ]),
        }),
      )
      for (const [key, value] of [...entries.kv, ...entries.tables]) {
        stored.push({ where: `DO ${name} ${id.name ?? ''} ${key}`, text: JSON.stringify(value) })
      }
    }
  }
  return stored
}
