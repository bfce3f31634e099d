import type { AdminSessionView } from '../../contract/admin-access.ts'
import { AppError } from '../../contract/errors.ts'
import { type Ctx, isoTime } from '../context.ts'
import type { Admin } from './admin.ts'
import { csrfTokenOf } from './csrf-token.ts'

/** What the page needs to know of who is signed in. @throws AppError admin_forbidden for a caller without a session */
export async function viewSession(ctx: Ctx, admin: Admin): Promise<AdminSessionView> {
  const { name, role, via, binding, expiresAt } = admin
  if (via === 'header' || binding === null) throw new AppError('admin_forbidden')
  return {
    name,
    role,
    via,
    csrfToken: await csrfTokenOf(ctx, binding),
    expiresAt: expiresAt === null ? null : isoTime(expiresAt),
  }
}
