import { z } from 'zod'

export const createUploadBody = z.object({
  fileName: z.string().trim().min(1).max(255),
  sizeBytes: z.number().int().min(1),
  contentType: z.string().trim().max(120).optional(),
})
export type CreateUploadBody = z.infer<typeof createUploadBody>

/** Parts count from 1; each has `partSize` bytes but the last, which has what is left. */
export type UploadView = {
  uploadId: string
  fileName: string
  sizeBytes: number
  partSize: number
  partCount: number
  receivedParts: number[]
  status: 'open' | 'completed'
  expiresAt: string
}
