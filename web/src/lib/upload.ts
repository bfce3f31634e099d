import type { JobCreatedView } from '../../../workers/contract/jobs.ts'
import type { UploadView } from '../../../workers/contract/uploads.ts'
import { ApiError, apiUrl, isTransient, unwrap } from './api-client.ts'
import { completeUpload, createUpload, deleteUpload, getUpload, putPart } from './api/uploads.ts'
import { currentToken } from './session.ts'
import { isString, readStored, removeStored, writeStored } from './storage.ts'
import { bytesOf, missingParts, planParts, type PartPlan } from './upload-plan.ts'

/** 0 to 1. */
type OnProgress = (fraction: number) => void

/** Sends a file as one form. XMLHttpRequest, because fetch does not report what it has sent. */
export function sendForm(
  { file, subtitles }: { file: File; subtitles: File | null },
  fields: Readonly<Record<string, string>>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<JobCreatedView> {
  const form = new FormData()
  // The file last: the server reads the form as a stream, and refuses wrong subtitles before the long part comes.
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (subtitles !== null) form.append('subtitle_file', subtitles, subtitles.name)
  form.append('video_file', file, file.name)
  const token = currentToken()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/api/v2/jobs'))
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      try {
        resolve(unwrap<JobCreatedView>(request.status, request.responseText, token))
      } catch (error) {
        reject(error)
      }
    })
    request.addEventListener('error', () => reject(new ApiError('network_error', 0, null)))
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) reject(signal.reason)
    else request.send(form)
  })
}

/** Parts in flight: enough to fill a link, few enough that a slow one does not time out. */
const CONCURRENCY = 3
const TRIES = 5

/** The same file chosen again goes on where its upload stopped. */
const resumeKey = (file: File) => `upload:${file.name}:${file.size}:${file.lastModified}`

async function openUpload(file: File, signal: AbortSignal): Promise<UploadView> {
  const known = readStored(resumeKey(file), isString)
  if (known !== null) {
    try {
      return await getUpload(known, signal)
    } catch (error) {
      if (signal.aborted || isTransient(error)) throw error
      // Expired or somebody else's: begin anew.
    }
  }
  const upload = await createUpload(
    { fileName: file.name, sizeBytes: file.size, ...(file.type !== '' && { contentType: file.type.slice(0, 120) }) },
    signal,
  )
  writeStored(resumeKey(file), upload.uploadId)
  return upload
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true })
  })
}

async function sendPart(uploadId: string, file: File, plan: PartPlan, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await putPart(uploadId, plan.part, file.slice(plan.start, plan.end), signal)
      return
    } catch (error) {
      if (signal.aborted || attempt === TRIES || !isTransient(error)) throw error
      await pause(500 * 2 ** attempt, signal)
    }
  }
}

/** Sends a large file in parts and answers its `uploadId`. Called again with the same file it sends what is missing. */
export async function sendParts(file: File, onProgress: OnProgress, outer: AbortSignal): Promise<string> {
  const upload = await openUpload(file, outer)
  if (upload.status === 'open') {
    // One part that fails for good stops the others.
    const failed = new AbortController()
    const signal = AbortSignal.any([outer, failed.signal])
    const todo = missingParts(planParts(file.size, upload.partSize), upload.receivedParts)
    let sent = file.size - bytesOf(todo)
    onProgress(sent / file.size)
    const queue = todo.values()
    const worker = async () => {
      for (const plan of queue) {
        await sendPart(upload.uploadId, file, plan, signal)
        sent += plan.end - plan.start
        onProgress(sent / file.size)
      }
    }
    try {
      await Promise.all(Array.from({ length: CONCURRENCY }, worker))
    } catch (error) {
      failed.abort(error)
      throw error
    }
    await completeUpload(upload.uploadId, outer)
  }
  return upload.uploadId
}

/** Throws away what was sent of a file in parts. If that fails, the server's own clock clears it. */
export function discardUpload(file: File): void {
  const known = readStored(resumeKey(file), isString)
  if (known !== null) deleteUpload(known).catch(() => undefined)
  forgetUpload(file)
}

/** The upload has become a job: choosing the file again starts a new one. */
export function forgetUpload(file: File): void {
  removeStored(resumeKey(file))
}
