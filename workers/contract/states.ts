/** States that lists are filtered by; without zod (see roles.ts). */
export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const CODE_STATES = ['open', 'used', 'revoked', 'expired'] as const
