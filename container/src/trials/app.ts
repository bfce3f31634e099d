/** `POST /trials`: tries one route with a short recording or a line of text, for the admin page. Keeps nothing. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { MAX_TRIAL_BYTES, MAX_TRIAL_CHARACTERS } from '../../../workers/contract/model-kinds.ts'
import { runnerRoute } from '../../../workers/contract/model-routes.ts'
import { type TrialDependencies, tryRecognition, tryTranslation } from './run-trial.ts'

/** Jobs come first. */
const MAX_AT_ONCE = 2
/** A provider may answer in several steps, each within the route's time. */
const EXTRA_MS = 15_000

export function createTrials(dependencies: TrialDependencies & { isReady: () => boolean }): Hono {
  let running = 0
  const app = new Hono()
  app.use(bodyLimit({ maxSize: MAX_TRIAL_BYTES + 10_000, onError: (c) => c.json({ code: 'file_too_large' }, 413) }))
  app.post('/', async (c) => {
    const form = await c.req.formData().catch(() => null)
    const route = runnerRoute.safeParse(parsed(form?.get('route')))
    const file = form?.get('file')
    const text = form?.get('text')
    const line = typeof text === 'string' && text.length <= MAX_TRIAL_CHARACTERS ? text : ''
    if (!route.success || !(file instanceof Blob || line)) return c.json({ code: 'validation_failed' }, 400)
    if (!dependencies.isReady() || running >= MAX_AT_ONCE) return c.json({ code: 'busy' }, 503)
    running++
    try {
      const timeout = AbortSignal.timeout(route.data.timeoutMs + EXTRA_MS)
      const signal = AbortSignal.any([c.req.raw.signal, timeout])
      return c.json(
        file instanceof Blob
          ? await tryRecognition(route.data, new Uint8Array(await file.arrayBuffer()), dependencies, signal)
          : await tryTranslation(route.data, line, dependencies, signal),
      )
    } finally {
      running--
    }
  })
  return app
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
