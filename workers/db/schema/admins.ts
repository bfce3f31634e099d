import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AdminRole, AuditAction } from '../../contract/admin-access.ts'
import type { ErrorCode } from '../../contract/errors.ts'

/** Admins that the owner named. The owner itself is the secret ADMIN_API_TOKEN and has no row. */
export const admins = sqliteTable('admins', {
  id: text().primaryKey(),
  /** Lower case; for Cloudflare Access the address. */
  name: text().notNull().unique(),
  role: text().$type<AdminRole>().notNull(),
  /** A keyed hash: the token is shown once and never stored. */
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at'),
})

/** A row per sign-in on the admin page. No row, or one whose time is up: the cookie is worth nothing. */
export const adminSessions = sqliteTable(
  'admin_sessions',
  {
    /** A keyed hash of what the cookie carries. */
    id: text().primaryKey(),
    /** Null: the owner. */
    adminId: text('admin_id').references(() => admins.id, { onDelete: 'cascade' }),
    /** Of the token it was exchanged for: an owner’s sessions end when ADMIN_API_TOKEN is changed. */
    tokenHash: text('token_hash').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('admin_sessions_by_expiry').on(table.expiresAt)],
)

/**
 * Every change by an admin. The row is written before the change and completed after it, so that no crash in between leaves
 * a change without a row. Says what was changed by id, never a learner’s address.
 */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    who: text().notNull(),
    role: text().$type<AdminRole>().notNull(),
    via: text().$type<'header' | 'session' | 'access'>().notNull(),
    action: text().$type<AuditAction>().notNull(),
    target: text(),
    before: text({ mode: 'json' }).$type<unknown>(),
    after: text({ mode: 'json' }).$type<unknown>(),
    outcome: text().$type<'done' | ErrorCode>(),
  },
  (table) => [
    index('audit_log_by_time').on(table.at, table.id),
    index('audit_log_by_target').on(table.target, table.at, table.id),
  ],
)
