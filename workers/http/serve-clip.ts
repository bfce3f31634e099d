import type { Context } from 'hono'
import { AppError } from '../contract/errors.ts'
import { CLIP_CONTENT_TYPE } from '../contract/runner.ts'
import type { ClipPlace } from '../services/exercises/get-clip.ts'
import { serveObject } from './serve-object.ts'
import type { AppEnv } from './types.ts'

/** A clip as an answer, whole or the range that is asked for. @throws AppError audio_expired, range_not_satisfiable */
export async function serveClip(c: Context<AppEnv>, clip: ClipPlace, cacheControl: string): Promise<Response> {
  const { key, offset, bytes: sizeBytes } = clip
  const object = { key, offset, sizeBytes, contentType: CLIP_CONTENT_TYPE, cacheControl }
  const response = await serveObject(c.get('ctx').media, object, c.req.header('range'))
  if (!response) throw new AppError('audio_expired')
  return response
}
