import { createContext, useContext } from 'react'
import type { AdminRole, AdminSessionView } from '../../../workers/contract/admin-access.ts'
import { mayActAs } from '../../../workers/contract/roles.ts'

export const SessionContext = createContext<AdminSessionView | null>(null)

export function useAdminSession(): AdminSessionView {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('there is no session above this')
  return session
}

/** Whether who is signed in may do what needs this role; the Worker asks again. */
export const useMay = (needed: AdminRole): boolean => mayActAs(useAdminSession().role, needed)
