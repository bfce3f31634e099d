import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    /** Lower case. */
    email: text().notNull().unique(),
    /** Self-describing: see services/auth/password.ts. */
    passwordHash: text('password_hash').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Since when nobody can sign in; null while they can. */
    disabledAt: integer('disabled_at'),
  },
  (table) => [index('users_by_time').on(table.createdAt, table.id, table.email)],
)

/** A row per token that was given out; its id is the token's `jti`. No row, or a revoked one: the token is worth nothing. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('sessions_by_user').on(table.userId), index('sessions_by_expiry').on(table.expiresAt)],
)
