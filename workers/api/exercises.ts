import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { attemptBody, editBody, placeBody } from '../contract/exercises.ts'
import { answer } from '../http/answer.ts'
import { bearerToken, requireUser } from '../http/middleware.ts'
import { serveClip } from '../http/serve-clip.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { count, series } from '../meters/meter.ts'
import { authenticate } from '../services/auth/authenticate.ts'
import { verifyClipSignature } from '../services/exercises/clip-signature.ts'
import { getClip } from '../services/exercises/get-clip.ts'
import { getExercise } from '../services/exercises/get-exercise.ts'
import { listExercises } from '../services/exercises/list-exercises.ts'
import { recordAttempt } from '../services/exercises/record-attempt.ts'
import { editItem } from '../services/edits/edit-item.ts'
import { undoEdit } from '../services/edits/undo-edit.ts'
import { keepPlace } from '../services/places/keep-place.ts'

export const exerciseRoutes = new Hono<AppEnv>()
  // Before requireUser: an <audio> element has a signature in place of a token.
  .get('/items/:itemId/audio', async (c) => {
    const ctx = c.get('ctx')
    const itemId = c.req.param('itemId')
    const { expires, signature } = c.req.query()
    let userId: string | null = null
    if (expires !== undefined && signature !== undefined) {
      await verifyClipSignature(ctx.settings.jwtSecret, itemId, { expires, signature }, ctx.now())
    } else {
      userId = (await authenticate(ctx, bearerToken(c.req.header('authorization')))).userId
    }
    const clip = await getClip(ctx, itemId, userId)
    return serveClip(c, clip, `private, max-age=${clip.cacheSeconds}`)
  })
  .use(requireUser)
  .get('/', async (c) => answer(c, await listExercises(c.get('ctx'), c.get('caller').userId, readQuery(c, pageQuery))))
  .get('/:setId', async (c) => answer(c, await getExercise(c.get('ctx'), c.get('caller').userId, c.req.param('setId'))))
  .post('/:setId/attempts', async (c) => {
    const body = await readJson(c, attemptBody)
    const attempt = await recordAttempt(c.get('ctx'), c.get('caller').userId, c.req.param('setId'), body)
    count(series('listening_attempts_total', { correct: String(attempt.isCorrect) }))
    return answer(c, attempt)
  })
  .put('/:setId/place', async (c) => {
    const body = await readJson(c, placeBody)
    await keepPlace(c.get('ctx'), c.get('caller').userId, c.req.param('setId'), body)
    return answer(c, { kept: true })
  })
  .post('/:setId/items/:itemId/edits', async (c) => {
    const { setId, itemId } = c.req.param()
    const body = await readJson(c, editBody)
    return answer(c, await editItem(c.get('ctx'), c.get('caller').userId, setId, itemId, body))
  })
  .post('/:setId/undo', async (c) =>
    answer(c, await undoEdit(c.get('ctx'), c.get('caller').userId, c.req.param('setId'))),
  )
