import { Hono } from 'hono'
import { answer } from '../http/answer.ts'
import { requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { deleteAccount } from '../services/account/delete-account.ts'

export const accountRoutes = new Hono<AppEnv>()
  .use(requireUser)
  .delete('/data', async (c) => answer(c, await deleteAccount(c.get('ctx'), c.get('caller').userId)))
