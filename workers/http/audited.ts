import type { Context } from 'hono'
import { type Change, recordChange } from '../services/audit/record-change.ts'
import type { AppEnv } from './types.ts'

/** Makes a change in the name of the request's admin and keeps it in the log. */
export const audited = <T>(c: Context<AppEnv>, change: Change<T>): Promise<T> =>
  recordChange(c.get('ctx'), c.get('admin'), change)
