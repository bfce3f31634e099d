/** Who may use the admin API: roles, the session of the admin page, named admins, and the log of what they changed. */
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import { ADMIN_ROLES } from './roles.ts'

export type AdminRole = (typeof ADMIN_ROLES)[number]

export const adminSignInBody = z.object({ token: z.string().trim().min(1).max(500) })
export type AdminSignInBody = z.infer<typeof adminSignInBody>

export type AdminSessionView = {
  name: string
  role: AdminRole
  /** `access`: signed in by Cloudflare Access, which also signs out. */
  via: 'session' | 'access'
  /** Goes in `x-csrf-token` with every call that changes something. */
  csrfToken: string
  /** When the session ends without another call that somebody caused; null for Access. */
  expiresAt: string | null
}

export const createAdminBody = z.strictObject({
  /** A person’s name, or the address by which Cloudflare Access knows them. */
  name: z.string().trim().toLowerCase().min(1).max(120),
  role: z.enum(ADMIN_ROLES),
})
export type CreateAdminBody = z.infer<typeof createAdminBody>

export type AdminView = { id: string; name: string; role: AdminRole; createdAt: string; lastSeenAt: string | null }
/** `token` is shown this once. */
export type CreatedAdminView = AdminView & { token: string }

/** What was changed, as `noun.verb`. */
export const AUDIT_ACTIONS = [
  'admin.create',
  'admin.remove',
  'codes.create',
  'codes.revoke',
  'codes.revoke_batch',
  'learner.adjust',
  'learner.disable',
  'learner.enable',
  'learner.erase',
  'job.refund',
  'job.retry',
  'job.cancel',
  'dead_letter.resend',
  'dispute.settle',
  'route.create',
  'route.change',
  'route.delete',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type AuditView = {
  id: string
  at: string
  who: string
  role: AdminRole
  via: 'header' | 'session' | 'access'
  action: AuditAction
  /** The id or name of what was changed; null for what did not exist before. */
  target: string | null
  before: unknown
  after: unknown
  /** `done`; the code that refused it; `unknown` when the Worker ended in between and it may or may not have happened. */
  outcome: 'done' | 'unknown' | ErrorCode
}
