import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ModelProvider, ModelTask, PriceUnit } from '../../contract/model-routes.ts'

/** Which model does what, through whom, at what price. Prices are whole millionths of a credit so that sums are exact. */
export const modelRoutes = sqliteTable(
  'model_routes',
  {
    modelName: text('model_name').primaryKey(),
    task: text().$type<ModelTask>().notNull(),
    provider: text().$type<ModelProvider>().notNull(),
    providerModel: text('provider_model').notNull(),
    unit: text().$type<PriceUnit>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    costPerUnitMicros: integer('cost_per_unit_micros').notNull(),
    multiplierMicros: integer('multiplier_micros').notNull().default(1_000_000),
    /** Spoken language for recognition, target language for translation; ISO 639-1. */
    language: text().notNull().default('en'),
    /** Null: the provider's own. */
    baseUrl: text('base_url'),
    maxConcurrent: integer('max_concurrent').notNull().default(4),
    maxPerMinute: integer('max_per_minute'),
    timeoutMs: integer('timeout_ms').notNull().default(60_000),
    /** Model names of the same task, in the order in which they are tried when this route fails. */
    fallbacks: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    check('model_routes_prices_not_negative', sql`${table.costPerUnitMicros} >= 0 AND ${table.multiplierMicros} >= 0`),
  ],
)

/** How a route has fared, as the runners report it. Counts grow for ever; the latest word on errors and the circuit wins. */
export const routeHealth = sqliteTable('route_health', {
  modelName: text('model_name')
    .primaryKey()
    .references(() => modelRoutes.modelName, { onDelete: 'cascade' }),
  calls: integer().notNull().default(0),
  failures: integer().notNull().default(0),
  /** Sum over the calls that went well. */
  latencyMs: integer('latency_ms').notNull().default(0),
  /** Whether the latest call went well. */
  lastOk: integer('last_ok', { mode: 'boolean' }).notNull(),
  openUntil: integer('open_until'),
  lastErrorAt: integer('last_error_at'),
  lastError: text('last_error'),
  updatedAt: integer('updated_at').notNull(),
})
