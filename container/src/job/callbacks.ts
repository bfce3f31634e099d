/**
 * The runner's side of the callbacks: everything goes to `{callbackUrl}/…` with the job's own token. Short trouble
 * (network, 5xx, 429) is waited out; a lost lease stops the job at once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import {
  CLIP_CONTENT_TYPE,
  type RunnerClips,
  runnerClips,
  type RunnerItem,
  type RunnerJob,
  type RunnerReport,
  type RunnerSubtitles,
  runnerSubtitles,
  type RunnerTranslations,
  type RunnerUntranslated,
  runnerUntranslated,
  itemAnswer,
} from '../../../workers/contract/runner.ts'
import type { RouteHealthReport } from '../../../workers/contract/model-routes.ts'
import { JobFailure, JobStopped, type StopReason } from './job-failure.ts'

const ATTEMPT_TIMEOUT_MS = 30_000
const FIRST_DELAY_MS = 250
const MAX_DELAY_MS = 8_000
/** Of the time a runner has to stop. */
const LAST_WORD_MS = 2_500
const LAST_WORD_TRY_MS = 800
/** After this much trouble the job is given up; its lease runs out and it goes on elsewhere. */
const GIVE_UP_AFTER_MS = 60_000

const subtitlesAnswer = z.object({ data: runnerSubtitles })
const clipsAnswer = z.object({ data: runnerClips })
const storedAnswer = z.object({ data: itemAnswer })
const untranslatedAnswer = z.object({ data: runnerUntranslated })
const reportAnswer = z.object({ code: z.string(), data: z.object({ proceed: z.boolean().default(true) }) })

export type Callbacks = {
  /** Bytes `from` up to, not including, `to` of the stored source. */
  readSource: (from: number, to: number) => Promise<Uint8Array>
  /** The cues that replace recognition. */
  readSubtitles: () => Promise<RunnerSubtitles['cues']>
  /** Rejects with `JobStopped` when the answer is not to proceed: no credits, or the job is not wanted any more. */
  report: (report: RunnerReport) => Promise<void>
  /** Whether the sentence has a translation already. */
  putItem: (item: RunnerItem, clip: Uint8Array<ArrayBuffer>) => Promise<{ translated: boolean }>
  /** Stored sentences of earlier attempts without a translation. */
  readUntranslated: () => Promise<RunnerUntranslated['items']>
  putTranslations: (items: RunnerTranslations['items']) => Promise<void>
  putHealth: (routes: RouteHealthReport[]) => Promise<void>
  /** What to cut, for a job that makes nothing else. */
  readClips: () => Promise<RunnerClips>
  putClip: (itemId: string, clip: Uint8Array<ArrayBuffer>) => Promise<void>
  /** The last word of a runner that is being stopped: a few tries, with little time. */
  reportInterrupted: () => Promise<void>
}

/**
 * When the lease is lost, the job is not wanted or the Worker cannot be reached for a minute, `abort` is aborted with
 * `JobStopped`, which ends every step of the job wherever it is, and the call rejects with the same. Calls also reject with
 * `JobFailure` when the source is gone or the Worker does not take what it gets.
 */
export function createCallbacks(job: Pick<RunnerJob, 'callbackUrl' | 'token'>, abort: AbortController): Callbacks {
  const { signal } = abort
  function stopped(reason: StopReason): JobStopped {
    const error = new JobStopped(reason)
    abort.abort(error)
    return error
  }

  async function call(path: string, init: RequestInit): Promise<Response> {
    const startedAt = performance.now()
    for (let attempt = 0; ; attempt++) {
      signal.throwIfAborted()
      const outcome = await tryOnce(path, init, AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]))
      if (outcome.response) return outcome.response
      signal.throwIfAborted()
      if (performance.now() - startedAt > GIVE_UP_AFTER_MS) throw stopped('unreachable')
      const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt)
      await sleep(Math.max(outcome.waitMs, delay * (0.5 + Math.random() / 2)), undefined, { signal })
    }
  }

  /** No response means: try again, after `waitMs` at the least. */
  async function tryOnce(
    path: string,
    init: RequestInit,
    attemptSignal: AbortSignal,
  ): Promise<{ response: Response | null; waitMs: number }> {
    let response: Response
    try {
      response = await fetch(`${job.callbackUrl}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${job.token}` },
        redirect: 'error',
        signal: attemptSignal,
      })
      if (response.ok) return { response, waitMs: 0 }
    } catch {
      return { response: null, waitMs: 0 }
    }
    await response.body?.cancel()
    const { status } = response
    if (status === 401 || status === 409) throw stopped('lease_lost')
    if (status === 404 || status === 410) throw new JobFailure('source_gone', `${path} answered ${status}`)
    if (status !== 429 && status < 500) throw new JobFailure('internal_error', `${path} answered ${status}`)
    const retryAfter = Number(response.headers.get('retry-after') ?? 0)
    return { response: null, waitMs: Math.min(Number.isFinite(retryAfter) ? retryAfter * 1000 : 0, MAX_DELAY_MS) }
  }

  return {
    async readSource(from, to) {
      const response = await call('/source', { headers: { range: `bytes=${from}-${to - 1}` } })
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (response.status !== 206 || bytes.length !== to - from) {
        throw new JobFailure('internal_error', `asked for ${to - from} bytes, got ${bytes.length} (${response.status})`)
      }
      return bytes
    },
    async readSubtitles() {
      const response = await call('/subtitles', {})
      const answer = subtitlesAnswer.safeParse(await response.json().catch(() => null))
      if (!answer.success) throw new JobFailure('internal_error', 'the subtitles came without their envelope')
      return answer.data.data.cues
    },
    async report(report) {
      const response = await call('/reports', json(report))
      const answer = reportAnswer.safeParse(await response.json().catch(() => null))
      if (!answer.success) throw new JobFailure('internal_error', 'a report was answered without an envelope')
      // After the last word there is nothing to proceed with.
      const isLast = report.type === 'completed' || report.type === 'failed'
      if (!isLast && !answer.data.data.proceed) throw stopped('not_wanted')
    },
    async putItem(item, clip) {
      const form = new FormData()
      form.set('item', JSON.stringify(item))
      form.set('clip', new Blob([clip], { type: CLIP_CONTENT_TYPE }), `${item.segmentIndex}.mp3`)
      // Encoded before it is sent: fetch reads a form while it sends it, and an abort in that moment is an exception that
      // nobody can catch and that ends the process (undici's extractBody, Node 24).
      const encoded = new Response(form)
      const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
      const body = await encoded.bytes()
      const response = await call(`/items/${item.segmentIndex}`, { method: 'PUT', headers, body })
      const answer = storedAnswer.safeParse(await response.json().catch(() => null))
      return { translated: answer.data?.data.translated ?? false }
    },
    async readUntranslated() {
      const response = await call('/untranslated', {})
      const answer = untranslatedAnswer.safeParse(await response.json().catch(() => null))
      if (!answer.success) throw new JobFailure('internal_error', 'untranslated sentences came without their envelope')
      return answer.data.data.items
    },
    async putTranslations(items) {
      const response = await call('/translations', json({ items }))
      await response.body?.cancel()
    },
    async putHealth(routes) {
      const response = await call('/health', json({ routes }))
      await response.body?.cancel()
    },
    async readClips() {
      const response = await call('/clips', {})
      const answer = clipsAnswer.safeParse(await response.json().catch(() => null))
      if (!answer.success) throw new JobFailure('internal_error', 'the clips to cut came without their envelope')
      return answer.data.data
    },
    async putClip(itemId, clip) {
      const headers = { 'content-type': CLIP_CONTENT_TYPE }
      const response = await call(`/clips/${itemId}`, { method: 'PUT', headers, body: clip })
      await response.body?.cancel()
    },
    async reportInterrupted() {
      const left = AbortSignal.timeout(LAST_WORD_MS)
      for (;;) {
        const one = AbortSignal.any([left, AbortSignal.timeout(LAST_WORD_TRY_MS)])
        // A refusal is an answer too: the job is somebody else's.
        const { response } = await tryOnce('/reports', json({ type: 'interrupted' }), one)
        if (response) return
        await sleep(100, undefined, { signal: left })
      }
    },
  }
}

function json(report: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(report) }
}
