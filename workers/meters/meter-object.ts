import { DurableObject } from 'cloudflare:workers'

/** A series (`name{labels}`) and where it stands. */
export type Sample = { series: string; value: number }

/** What was counted since the last flush: series (`name{labels}`) to amount. */
export type Counts = Record<string, number>

/** The one place where counters live, since isolates come and go. Survives restarts in its own SQLite. */
export class MeterObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS counters (series TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID',
    )
  }

  add(counts: Counts): void {
    this.ctx.storage.sql.exec(
      `INSERT INTO counters (series, value) SELECT key, value FROM json_each(?) WHERE true
       ON CONFLICT (series) DO UPDATE SET value = value + excluded.value`,
      JSON.stringify(counts),
    )
  }

  /** All series in their order by name, so that each family's lines stand together. */
  read(): Sample[] {
    return this.ctx.storage.sql.exec<Sample>('SELECT series, value FROM counters ORDER BY series').toArray()
  }
}
