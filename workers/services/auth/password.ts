import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * scrypt with 16 MB and about 0.2 s of work: OWASP Password Storage Cheat Sheet's setting for N = 2^14, and what fits an
 * isolate of 128 MB (production caps N·r·p at 2^20). Stored with each hash, so that they can rise.
 */
const PARAMETERS = { N: 2 ** 14, r: 8, p: 5 }
const KEY_BYTES = 32

type Parameters = typeof PARAMETERS

const derive = (password: string, salt: Uint8Array, { N, r, p }: Parameters): Promise<Uint8Array> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

/** `scrypt$N$r$p$salt$key`, the last two in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, PARAMETERS)
  const { N, r, p } = PARAMETERS
  return ['scrypt', N, r, p, salt.toString('base64'), Buffer.from(key).toString('base64')].join('$')
}

/** Whether the password fits, and whether its hash should be renewed because the parameters have risen since. */
export async function verifyPassword(password: string, stored: string): Promise<{ ok: boolean; outdated: boolean }> {
  const [scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return { ok: false, outdated: false }
  const parameters = { N: Number(N), r: Number(r), p: Number(p) }
  const expected = Buffer.from(key, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'), parameters)
  const ok = expected.length === actual.length && timingSafeEqual(expected, actual)
  const outdated = parameters.N !== PARAMETERS.N || parameters.r !== PARAMETERS.r || parameters.p !== PARAMETERS.p
  return { ok, outdated }
}

/** Costs what a real check costs, for addresses without an account: timing must not tell which addresses exist. */
export async function pretendToVerify(password: string): Promise<void> {
  await derive(password, new Uint8Array(16), PARAMETERS)
}
