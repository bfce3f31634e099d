import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../contract/errors.ts'

const AUDIENCE = 'listening:runner'
/** Longer than any job; a lost lease ends a token's use much earlier. */
const LIFE_SECONDS = 24 * 3600

const key = (secret: string): Uint8Array => new TextEncoder().encode(secret)

/** A token for the callbacks of one lease of one job, and nothing else. */
export function signRunToken(secret: string, jobId: string, lease: number, now: number): Promise<string> {
  return new SignJWT({ lease })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(jobId)
    .setExpirationTime(Math.floor(now / 1000) + LIFE_SECONDS)
    .sign(key(secret))
}

/** The lease that the token speaks for. @throws AppError runner_unauthorized, also for another job's token */
export async function verifyRunToken(secret: string, token: string, jobId: string): Promise<number> {
  try {
    const { payload } = await jwtVerify(token, key(secret), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      subject: jobId,
      requiredClaims: ['exp'],
    })
    if (typeof payload['lease'] === 'number') return payload['lease']
  } catch {
    // One answer for every way a token can be wrong.
  }
  throw new AppError('runner_unauthorized')
}
