import type { CodeState } from '../../contract/admin-lists.ts'

type Times = { redeemedAt: number | null; revokedAt: number | null; expiresAt: number }

/** What became of a code, by the times of its row; all in milliseconds. */
export function codeState({ redeemedAt, revokedAt, expiresAt }: Times, now: number): CodeState {
  if (redeemedAt !== null) return 'used'
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= now ? 'expired' : 'open'
}
