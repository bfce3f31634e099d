import type { AdminRole } from '../../contract/admin-access.ts'

/** Who acts on the admin API. */
export type Admin = {
  /** `owner`, or the name the owner gave. */
  name: string
  role: AdminRole
  via: 'header' | 'session' | 'access'
  /** What the CSRF token is bound to; null where the caller proves itself by a header that no other site can send. */
  binding: string | null
  /** As they are named; null for the owner, and for whom only Cloudflare Access knows. Times in milliseconds. */
  row: { id: string; lastSeenAt: number | null } | null
  /** When the session ends without another call that somebody caused, milliseconds; null without a session. */
  expiresAt: number | null
}
