/** Without zod, like the other lists that the admin page needs as values: it would be half of its bundle. */
import type { AdminRole } from './admin-access.ts'

/** Each may do what those before it may. A viewer reads; support helps learners; an owner sets prices, erases, names admins. */
export const ADMIN_ROLES = ['viewer', 'support', 'owner'] as const

export const mayActAs = (role: AdminRole, needed: AdminRole): boolean =>
  ADMIN_ROLES.indexOf(role) >= ADMIN_ROLES.indexOf(needed)
