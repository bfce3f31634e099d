import { Hono } from 'hono'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { checkLedger } from '../services/wallet/check-ledger.ts'

export const ledgerRoutes = new Hono<AppEnv>().get('/check', async (c) => answer(c, await checkLedger(c.get('ctx'))))
