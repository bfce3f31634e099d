import { eq } from 'drizzle-orm'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { AppError } from '../../contract/errors.ts'
import { admins } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import type { Admin } from './admin.ts'

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/** The team's keys, fetched once per isolate and again when a token names one that is not among them. */
function keysOf(teamDomain: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(teamDomain)
  if (known) return known
  const keys = createRemoteJWKSet(new URL(`${teamDomain}/cdn-cgi/access/certs`))
  keySets.set(teamDomain, keys)
  return keys
}

/**
 * The admin that Cloudflare Access vouches for (header `cf-access-jwt-assertion`, RS256, issuer the team's domain,
 * audience the application's tag). Who is let in is the policy's business; whoever the owner has not named may only read.
 * https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/
 * @throws AppError admin_forbidden
 */
export async function verifyAccess(
  ctx: Ctx,
  access: { teamDomain: string; audience: string },
  assertion: string,
): Promise<Admin> {
  const address = await readAddress(ctx, access, assertion)
  if (address === null) throw new AppError('admin_forbidden')
  const [row] = await ctx.db.select().from(admins).where(eq(admins.name, address))
  const binding = `access:${address}`
  return { name: address, role: row?.role ?? 'viewer', row: row ?? null, via: 'access', binding, expiresAt: null }
}

async function readAddress(
  ctx: Ctx,
  access: { teamDomain: string; audience: string },
  assertion: string,
): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(assertion, keysOf(access.teamDomain), {
      algorithms: ['RS256'],
      issuer: access.teamDomain,
      audience: access.audience,
      requiredClaims: ['exp', 'email'],
      currentDate: new Date(ctx.now()),
    })
    const { email } = payload
    return typeof email === 'string' && email !== '' ? email.toLowerCase() : null
  } catch {
    return null
  }
}
