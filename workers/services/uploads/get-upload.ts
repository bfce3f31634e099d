import { and, eq, gt } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { UploadView } from '../../contract/uploads.ts'
import { uploadParts, uploads } from '../../db/schema/uploads.ts'
import { type Ctx, isoTime } from '../context.ts'
import { PART_SIZE, partCount } from './plan.ts'

export type UploadRow = typeof uploads.$inferSelect
export type ReceivedPart = { partNumber: number; etag: string; sha256: string }

/** @throws AppError upload_not_found, also for somebody else's and one whose time is up */
export async function findUpload(ctx: Ctx, userId: string, uploadId: string): Promise<UploadRow> {
  const [row] = await ctx.db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, uploadId), eq(uploads.userId, userId), gt(uploads.expiresAt, ctx.now())))
  if (!row) throw new AppError('upload_not_found')
  return row
}

/** The parts that have arrived, in order. */
export async function receivedParts(ctx: Ctx, uploadId: string): Promise<ReceivedPart[]> {
  return ctx.db
    .select({ partNumber: uploadParts.partNumber, etag: uploadParts.etag, sha256: uploadParts.sha256 })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, uploadId))
    .orderBy(uploadParts.partNumber)
}

/** How far an upload has come: what a client needs to go on after a break. */
export async function getUpload(ctx: Ctx, userId: string, uploadId: string): Promise<UploadView> {
  const row = await findUpload(ctx, userId, uploadId)
  const parts = await receivedParts(ctx, uploadId)
  return viewUpload(
    row,
    parts.map((part) => part.partNumber),
  )
}

export const viewUpload = (row: UploadRow, parts: number[]): UploadView => ({
  uploadId: row.id,
  fileName: row.fileName,
  sizeBytes: row.sizeBytes,
  partSize: PART_SIZE,
  partCount: partCount(row.sizeBytes),
  receivedParts: parts,
  status: row.status,
  expiresAt: isoTime(row.expiresAt),
})
