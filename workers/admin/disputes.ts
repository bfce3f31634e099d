import { Hono } from 'hono'
import { disputesQuery, settleBody } from '../contract/admin-lists.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { listDisputes } from '../services/disputes/list-disputes.ts'
import { findDispute, settleDispute } from '../services/disputes/settle-dispute.ts'

export const disputeRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listDisputes(c.get('ctx'), readQuery(c, disputesQuery))))
  .post('/:id/settle', async (c) => {
    const id = c.req.param('id')
    const body = await readJson(c, settleBody)
    const view = await audited(c, {
      action: 'dispute.settle',
      target: id,
      // What was said stays with the learner: the log outlives the account.
      look: async () => ({ settlement: (await findDispute(c.get('ctx'), id)).settlement }),
      run: () => settleDispute(c.get('ctx'), id, body),
    })
    return answer(c, view)
  })
