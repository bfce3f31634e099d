import { Hono } from 'hono'
import { createUploadBody } from '../contract/uploads.ts'
import { answer } from '../http/answer.ts'
import { requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { abortUpload } from '../services/uploads/abort-upload.ts'
import { completeUpload } from '../services/uploads/complete-upload.ts'
import { createUpload } from '../services/uploads/create-upload.ts'
import { getUpload } from '../services/uploads/get-upload.ts'
import { putPart } from '../services/uploads/put-part.ts'

export const uploadRoutes = new Hono<AppEnv>()
  .use(requireUser)
  .post('/', async (c) => {
    const body = await readJson(c, createUploadBody)
    return answer(c, await createUpload(c.get('ctx'), c.get('caller').userId, body), 201)
  })
  .get('/:uploadId', async (c) =>
    answer(c, await getUpload(c.get('ctx'), c.get('caller').userId, c.req.param('uploadId'))),
  )
  .put('/:uploadId/parts/:number{[0-9]+}', async (c) =>
    answer(
      c,
      await putPart(c.get('ctx'), c.get('caller').userId, {
        uploadId: c.req.param('uploadId'),
        number: Number(c.req.param('number')),
        body: c.req.raw.body,
        declaredBytes: Number(c.req.header('content-length') ?? Number.NaN),
      }),
    ),
  )
  .post('/:uploadId/complete', async (c) =>
    answer(c, await completeUpload(c.get('ctx'), c.get('caller').userId, c.req.param('uploadId'))),
  )
  .delete('/:uploadId', async (c) => {
    await abortUpload(c.get('ctx'), c.get('caller').userId, c.req.param('uploadId'))
    return answer(c, {})
  })
