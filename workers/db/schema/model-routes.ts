import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Which model does what, through whom, at what price. Prices are whole millionths of a credit so that sums are exact. */
export const modelRoutes = sqliteTable(
  'model_routes',
  {
    modelName: text('model_name').primaryKey(),
    task: text().$type<'asr' | 'mt'>().notNull(),
    provider: text().notNull(),
    providerModel: text('provider_model').notNull(),
    unit: text().$type<'second' | 'sentence'>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    costPerUnitMicros: integer('cost_per_unit_micros').notNull(),
    multiplierMicros: integer('multiplier_micros').notNull().default(1_000_000),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    check('model_routes_prices_not_negative', sql`${table.costPerUnitMicros} >= 0 AND ${table.multiplierMicros} >= 0`),
  ],
)
