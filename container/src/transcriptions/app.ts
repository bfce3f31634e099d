/**
 * The embedded model behind OpenAI's interface: `POST /v1/audio/transcriptions` and `GET /v1/models`, for whoever has the
 * runner's secret. Any client of that interface can use it; this product's own is tested against it.
 * https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { formatTranscript, RESPONSE_FORMATS } from './format-transcript.ts'
import { transcribeFile, type TranscribeDependencies } from './transcribe-file.ts'

const MODEL = 'moonshine-base'
/** OpenAI's own limit. */
const MAX_BYTES = 25 * 1024 * 1024
/** Jobs come first: more than this at once are asked to come again. */
const MAX_AT_ONCE = 2
const RETRY_AFTER_SECONDS = 2

const fields = z.object({
  model: z.string({ error: 'is missing' }),
  language: z.enum(['en', 'english'], { error: 'the model knows English only' }).optional(),
  response_format: z.enum(RESPONSE_FORMATS, { error: `is none of ${RESPONSE_FORMATS.join(', ')}` }).default('json'),
  'timestamp_granularities[]': z.array(z.enum(['word', 'segment'], { error: 'is word or segment' })).default([]),
  stream: z.literal('false', { error: 'is not supported' }).optional(),
})

export type TranscriptionsDependencies = TranscribeDependencies & {
  isReady: () => boolean
  isAllowed: (token: string) => boolean
}

export function createTranscriptions(dependencies: TranscriptionsDependencies): Hono {
  let running = 0
  const app = new Hono()

  app.use(async (c, next) => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (!dependencies.isAllowed(token))
      return refuse(c, 401, 'Incorrect API key provided.', { code: 'invalid_api_key' })
    await next()
  })
  app.get('/models', (c) => c.json({ object: 'list', data: [{ id: MODEL, object: 'model', owned_by: 'runner' }] }))

  const limit = bodyLimit({
    maxSize: MAX_BYTES + 10_000,
    onError: (c) => refuse(c, 413, 'The file is larger than 25 MB.', { param: 'file' }),
  })
  app.post('/audio/transcriptions', limit, async (c) => {
    const form = await c.req.formData().catch(() => null)
    if (!form) return refuse(c, 400, 'The body is not multipart/form-data.')
    const { 'timestamp_granularities[]': _, ...single } = Object.fromEntries(form)
    const granularities = form.getAll('timestamp_granularities[]')
    const given = fields.safeParse({
      ...single,
      ...(granularities.length > 0 && { 'timestamp_granularities[]': granularities }),
    })
    const file = form.get('file')
    if (!given.success) {
      const [issue] = given.error.issues
      const param = String(issue?.path[0] ?? '')
      return refuse(c, 400, `${param}: ${issue?.message ?? 'is wrong'}`, { param })
    }
    if (!(file instanceof Blob) || file.size === 0) return refuse(c, 400, 'file: is missing', { param: 'file' })
    const { model, response_format, 'timestamp_granularities[]': wanted } = given.data
    if (model !== MODEL) {
      return refuse(c, 404, `The model '${model}' does not exist.`, { param: 'model', code: 'model_not_found' })
    }
    if (!dependencies.isReady() || running >= MAX_AT_ONCE) {
      c.header('retry-after', String(RETRY_AFTER_SECONDS))
      return refuse(c, 429, 'The runner is busy.', { code: 'rate_limit_exceeded' })
    }
    running++
    try {
      const transcript = await transcribeFile(new Uint8Array(await file.arrayBuffer()), dependencies, c.req.raw.signal)
      if (!transcript) return refuse(c, 400, 'file: is not audio that can be read', { param: 'file' })
      const { body, type } = formatTranscript(transcript, response_format, wanted)
      return c.body(body, 200, { 'content-type': type })
    } finally {
      running--
    }
  })
  return app
}

function refuse(
  c: Context,
  status: 400 | 401 | 404 | 413 | 429,
  message: string,
  { param = null, code = null }: { param?: string | null; code?: string | null } = {},
): Response {
  return c.json({ error: { message, type: 'invalid_request_error', param, code } }, status)
}
