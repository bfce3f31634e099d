/**
 * A small real HTTP server that plays the Worker's side of the runner protocol: hands out a stored source by ranges, and
 * keeps the reports and sentences it is sent. How it answers can be changed to see what the runner makes of it.
 */
import { once } from 'node:events'
import { open, stat } from 'node:fs/promises'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { healthBody, type RouteHealthReport } from '../../workers/contract/model-routes.ts'
import {
  type RunnerClips,
  runnerItemText,
  runnerReport,
  type RunnerItem,
  type RunnerJob,
  type RunnerReport,
  runnerTranslations,
  type RunnerSubtitles,
  type RunnerTranslations,
  type RunnerUntranslated,
} from '../../workers/contract/runner.ts'

export type ReceivedItem = { item: RunnerItem; clip: Uint8Array; atMs: number }

export type WorkerStandIn = {
  url: string
  reports: RunnerReport[]
  items: ReceivedItem[]
  /** Clips of a job that only cuts, by sentence. */
  clips: Map<string, Uint8Array>
  translations: RunnerTranslations['items']
  health: RouteHealthReport[]
  /** Range headers of the source, and authorisation headers of all calls, as they came. */
  ranges: string[]
  authorizations: Set<string>
  /** A job as the Worker would hand it out for this source. */
  job: (changes?: Partial<RunnerJob>) => RunnerJob
  /** Resolves with the first report that fits, also when it has come already. */
  reported: (type: RunnerReport['type']) => Promise<RunnerReport>
  /** Resolves when so many sentences are there. */
  received: (count: number) => Promise<void>
  close: () => void
}

export type Answers = {
  /** Status of an answer, by path; 200 when it gives none. */
  status?: (path: string) => number | undefined
  /** Whether to go on after this report. */
  proceed?: (report: RunnerReport) => boolean
  /** What a job that only cuts has to cut. */
  clips?: RunnerClips
  /** Whether a sentence has a translation already; not, when it is not said. */
  translated?: (item: RunnerItem) => boolean
  untranslated?: RunnerUntranslated['items']
  /** The subtitles of the job. */
  cues?: RunnerSubtitles['cues']
}

const TOKEN = 'token-of-this-lease'

export async function startWorkerStandIn(sourceFile: string, answers: Answers = {}): Promise<WorkerStandIn> {
  const { size } = await stat(sourceFile)
  const reports: RunnerReport[] = []
  const items: ReceivedItem[] = []
  const clips = new Map<string, Uint8Array>()
  const health: RouteHealthReport[] = []
  const translations: RunnerTranslations['items'] = []
  const ranges: string[] = []
  const authorizations = new Set<string>()
  let wake: () => void = () => {}
  let changed = new Promise<void>((resolve) => (wake = resolve))
  const tell = (): void => {
    wake()
    changed = new Promise<void>((resolve) => (wake = resolve))
  }
  async function until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await changed
    }
  }
  const envelope = (data: object): object => ({ requestId: 'test', code: 'ok', message: '', data })

  const app = new Hono()
  app.use(async (c, next) => {
    authorizations.add(c.req.header('authorization') ?? '')
    const status = answers.status?.(c.req.path)
    if (status) return new Response(JSON.stringify({ ...envelope({}), code: 'error' }), { status })
    await next()
  })
  app.get('/cb/source', async (c) => {
    const range = c.req.header('range') ?? ''
    ranges.push(range)
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
    const length = Number(last) + 1 - Number(from)
    const file = await open(sourceFile)
    try {
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, Number(from))
      return c.body(new Uint8Array(buffer), 206, { 'content-range': `bytes ${from}-${last}/${size}` })
    } finally {
      await file.close()
    }
  })
  app.get('/cb/subtitles', (c) => c.json(envelope({ cues: answers.cues ?? [] })))
  app.post('/cb/reports', async (c) => {
    const report = runnerReport.parse(await c.req.json())
    reports.push(report)
    tell()
    const isLast = report.type === 'completed' || report.type === 'failed'
    return c.json(envelope({ proceed: answers.proceed?.(report) ?? !isLast }))
  })
  app.get('/cb/clips', (c) => c.json(envelope(answers.clips ?? { durationMs: null, clips: [] })))
  app.put('/cb/clips/:itemId', async (c) => {
    clips.set(c.req.param('itemId'), new Uint8Array(await c.req.arrayBuffer()))
    return c.json(envelope({}))
  })
  app.put('/cb/items/:segmentIndex', async (c) => {
    const form = await c.req.formData()
    const clip = form.get('clip')
    if (!(clip instanceof Blob)) return c.json(envelope({}), 400)
    const item = runnerItemText.parse(form.get('item'))
    if (item.segmentIndex !== Number(c.req.param('segmentIndex'))) return c.json(envelope({}), 400)
    const { offset = 0, bytes = clip.size } = item.clip ?? {}
    const played = new Uint8Array(await clip.slice(offset, offset + bytes).arrayBuffer())
    items.push({ item, clip: played, atMs: performance.now() })
    tell()
    return c.json(envelope({ stored: true, translated: answers.translated?.(item) ?? false }))
  })
  app.get('/cb/untranslated', (c) => c.json(envelope({ items: answers.untranslated ?? [] })))
  app.post('/cb/translations', async (c) => {
    translations.push(...runnerTranslations.parse(await c.req.json()).items)
    tell()
    return c.json(envelope({}))
  })
  app.post('/cb/health', async (c) => {
    health.push(...healthBody.parse(await c.req.json()).routes)
    return c.json(envelope({}))
  })

  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  return {
    url,
    reports,
    items,
    clips,
    translations,
    health,
    ranges,
    authorizations,
    job: (changes = {}) => ({
      jobId: 'job-1',
      lease: 1,
      token: TOKEN,
      callbackUrl: `${url}/cb`,
      source: { kind: 'stored', sizeBytes: size, fileName: 'source' },
      asr: { provider: 'embedded', model: 'moonshine-base' },
      limits: { maxDurationMs: 3_600_000, maxSourceBytes: 1_000_000_000 },
      resume: { segmentIndex: 0, fromMs: 0 },
      heartbeatMs: 1_000,
      ...(answers.cues && { hasSubtitles: true }),
      ...(answers.clips && { cutOnly: true }),
      ...changes,
    }),
    reported: (type) => until(() => reports.find((report) => report.type === type)),
    received: async (count) => void (await until(() => (items.length >= count ? true : undefined))),
    close: () => {
      server.close()
      closeConnections(server)
    },
  }
}

function closeConnections(server: object): void {
  const { closeAllConnections } = server as Partial<Server>
  closeAllConnections?.call(server)
}
