import { createContext, useContext } from 'react'
import { type AdminRole, type AdminSessionView, mayActAs } from '../../../workers/contract/admin-access.ts'

export const SessionContext = createContext<AdminSessionView | null>(null)

export function useAdminSession(): AdminSessionView {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('there is no session above this')
  return session
}

/** Whether who is signed in may do what needs this role; the Worker asks again. */
export const useMay = (needed: AdminRole): boolean => mayActAs(useAdminSession().role, needed)
