import type { DeletionView, LoginBody, RegisterBody, SessionView } from '../../../../workers/contract/auth.ts'
import { call } from '../api-client.ts'

export function register(json: RegisterBody): Promise<SessionView> {
  return call('/auth/register', { method: 'POST', json, anonymous: true })
}

export function login(json: LoginBody): Promise<SessionView> {
  return call('/auth/login', { method: 'POST', json, anonymous: true })
}

export function logout(): Promise<unknown> {
  return call('/auth/logout', { method: 'POST' })
}

export function deleteMyData(): Promise<DeletionView> {
  return call('/me/data', { method: 'DELETE' })
}
