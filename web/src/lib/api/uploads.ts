import type { CreateUploadBody, UploadView } from '../../../../workers/contract/uploads.ts'
import { call } from '../api-client.ts'

const at = (uploadId: string) => `/uploads/${encodeURIComponent(uploadId)}`

export function createUpload(json: CreateUploadBody, signal: AbortSignal): Promise<UploadView> {
  return call('/uploads', { method: 'POST', json, signal })
}

export function getUpload(uploadId: string, signal: AbortSignal): Promise<UploadView> {
  return call(at(uploadId), { signal })
}

export function putPart(uploadId: string, part: number, body: Blob, signal: AbortSignal): Promise<unknown> {
  return call(`${at(uploadId)}/parts/${part}`, {
    method: 'PUT',
    body,
    signal,
    headers: { 'content-type': 'application/octet-stream' },
  })
}

export function completeUpload(uploadId: string, signal: AbortSignal): Promise<UploadView> {
  return call(`${at(uploadId)}/complete`, { method: 'POST', signal })
}

export function deleteUpload(uploadId: string): Promise<unknown> {
  return call(at(uploadId), { method: 'DELETE' })
}
