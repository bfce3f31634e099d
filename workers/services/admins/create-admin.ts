import { Buffer } from 'node:buffer'
import type { CreateAdminBody, CreatedAdminView } from '../../contract/admin-access.ts'
import { AppError } from '../../contract/errors.ts'
import { admins } from '../../db/schema/admins.ts'
import { type Ctx, newId } from '../context.ts'
import { hashAdminToken } from './find-by-token.ts'
import { viewAdmin } from './list-admins.ts'

/** Names an admin; the answer is the only place where the token is ever seen. @throws AppError admin_exists */
export async function createAdmin(ctx: Ctx, body: CreateAdminBody): Promise<CreatedAdminView> {
  // The owner has no row, and nobody may pass for it in the log.
  if (body.name === 'owner') throw new AppError('admin_exists')
  const token = `adm_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
  const [row] = await ctx.db
    .insert(admins)
    .values({ id: newId(), ...body, tokenHash: await hashAdminToken(ctx, token), createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning()
  if (!row) throw new AppError('admin_exists')
  return { ...viewAdmin(row), token }
}
