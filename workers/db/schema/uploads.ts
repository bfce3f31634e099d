import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { users } from './users.ts'

/** A resumable upload: an R2 multipart upload with its owner. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    objectKey: text('object_key').notNull(),
    multipartId: text('multipart_id').notNull(),
    status: text().$type<'open' | 'completed'>().notNull().default('open'),
    /** Of the whole file, once it is complete (services/media/fingerprint.ts). */
    sourceHash: text('source_hash'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('uploads_by_user').on(table.userId), index('uploads_by_expiry').on(table.expiresAt)],
)

export const uploadParts = sqliteTable(
  'upload_parts',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    partNumber: integer('part_number').notNull(),
    etag: text().notNull(),
    /** SHA-256 of the part as it came, hex. */
    sha256: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.partNumber] })],
)
