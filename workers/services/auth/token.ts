import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../contract/errors.ts'

/** Separates learners' tokens from the runner's, so that one never passes for the other even under one key. */
const AUDIENCE = 'listening:learner'

export function signToken(key: Uint8Array, sessionId: string, userId: string, expiresAt: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(AUDIENCE)
    .setSubject(userId)
    .setJti(sessionId)
    .setIssuedAt()
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key)
}

/** @throws AppError invalid_token for anything but our own, unexpired HS256 token */
export async function verifyToken(
  key: Uint8Array,
  token: string,
  now: number,
): Promise<{ sessionId: string; userId: string }> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      requiredClaims: ['exp', 'jti', 'sub'],
      currentDate: new Date(now),
    })
    return { sessionId: String(payload.jti), userId: String(payload.sub) }
  } catch {
    throw new AppError('invalid_token')
  }
}
