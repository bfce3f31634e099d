import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { redeemBody } from '../contract/wallet.ts'
import { answer } from '../http/answer.ts'
import { clientAddress, requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { getWallet } from '../services/wallet/get-wallet.ts'
import { listLedger } from '../services/wallet/list-ledger.ts'
import { redeem } from '../services/wallet/redeem.ts'

export const walletRoutes = new Hono<AppEnv>()
  .use(requireUser)
  .get('/', async (c) => answer(c, await getWallet(c.get('ctx'), c.get('caller').userId)))
  .get('/ledger', async (c) =>
    answer(c, await listLedger(c.get('ctx'), c.get('caller').userId, readQuery(c, pageQuery))),
  )
  .post('/redeem', async (c) => {
    const body = await readJson(c, redeemBody)
    const address = clientAddress((name) => c.req.header(name))
    return answer(c, await redeem(c.get('ctx'), c.get('caller').userId, body, address))
  })
