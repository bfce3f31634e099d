import { z } from 'zod'

/** Addresses are compared in lower case; RFC 5321 caps them at 254 characters. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** 8 to 128 characters and no composition rules, as NIST SP 800-63B advises; the cap bounds the work of hashing. */
export const password = z.string().min(8).max(128)

export const registerBody = z.object({ email, password })
/** A password that could never have been set is still `invalid_credentials`, not a hint about the rules. */
export const loginBody = z.object({ email, password: z.string().min(1).max(1024) })

export type RegisterBody = z.infer<typeof registerBody>
export type LoginBody = z.infer<typeof loginBody>

export type UserView = { id: string; email: string }
/** `finished`: everything is gone. Else the account is closed and the rest is deleted within minutes, by itself. */
export type DeletionView = { deleted: true; deletionRequestId: string; finished: boolean }
export type SessionView = { token: string; user: UserView }
