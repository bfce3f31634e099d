import { useSyncExternalStore } from 'react'
import { ApiError } from '../../lib/api-client.ts'
import { createJob } from '../../lib/api/jobs.ts'
import { readSubtitleText } from '../../lib/subtitle-file.ts'
import type { Choice } from './price-hint.ts'

/**
 * The one upload of this tab. It lives outside React so that looking into the wallet does not stop it.
 * `done` waits for the home page to take the learner to the new job.
 */
export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending'; file: File; fraction: number; resumable: boolean }
  | { kind: 'failed'; file: File; error: unknown; resumable: boolean }
  | { kind: 'done'; jobId: string }

/** What is sent: a file, its subtitles if it has any, and what to do with it. */
export type NewUpload = { file: File; subtitles: File | null; choice: Choice }

/** Sending is fetched with the first file: the way from the home page to practice does without it. */
const sending = async () => {
  try {
    return await import('../../lib/upload.ts')
  } catch {
    throw new ApiError('network_error', 0, null)
  }
}

let state: UploadState = { kind: 'idle' }
let abort: AbortController | null = null
let last: NewUpload | null = null
const listeners = new Set<() => void>()

function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function set(next: UploadState): void {
  if ((state.kind === 'sending') !== (next.kind === 'sending')) {
    if (next.kind === 'sending') window.addEventListener('beforeunload', warnBeforeLeaving)
    else window.removeEventListener('beforeunload', warnBeforeLeaving)
  }
  state = next
  for (const listener of listeners) listener()
}

async function sendFile(
  { file, subtitles, choice }: NewUpload,
  resumable: boolean,
  signal: AbortSignal,
): Promise<string> {
  const { forgetUpload, sendForm, sendParts } = await sending()
  const onProgress = (fraction: number) => {
    if (!signal.aborted) set({ kind: 'sending', file, fraction, resumable })
  }
  if (!resumable) {
    const fields = {
      ...(choice.asrModel !== null && { asr_model: choice.asrModel }),
      ...(choice.mtModel !== null && { mt_model: choice.mtModel }),
    }
    return (await sendForm({ file, subtitles }, fields, onProgress, signal)).jobId
  }
  const uploadId = await sendParts(file, onProgress, signal)
  const created = await createJob(
    {
      uploadId,
      ...(subtitles !== null && { subtitles: await readSubtitleText(subtitles) }),
      ...(choice.asrModel !== null && { asrModel: choice.asrModel }),
      ...(choice.mtModel !== null && { mtModel: choice.mtModel }),
    },
    signal,
  )
  forgetUpload(file)
  return created.jobId
}

/** Files above `maxFormBytes` go in parts. A call while one is under way replaces it. */
export async function startUpload(upload: NewUpload, maxFormBytes: number): Promise<void> {
  const { file } = upload
  abort?.abort()
  const mine = new AbortController()
  abort = mine
  last = upload
  const resumable = file.size > maxFormBytes
  set({ kind: 'sending', file, fraction: 0, resumable })
  try {
    const jobId = await sendFile(upload, resumable, mine.signal)
    if (!mine.signal.aborted) set({ kind: 'done', jobId })
  } catch (error) {
    if (!mine.signal.aborted) set({ kind: 'failed', file, error, resumable })
  }
}

export function resumeUpload(maxFormBytes: number): void {
  if (state.kind === 'failed' && last) void startUpload(last, maxFormBytes)
}

export function cancelUpload(): void {
  abort?.abort()
  abort = null
  if ((state.kind === 'sending' || state.kind === 'failed') && state.resumable) void discard(state.file)
  set({ kind: 'idle' })
}

async function discard(file: File): Promise<void> {
  // It was being sent, so this is here; were it not, the server's own clock would clear what came.
  const { discardUpload } = await sending()
  discardUpload(file)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useUpload(): UploadState {
  return useSyncExternalStore(subscribe, () => state)
}
