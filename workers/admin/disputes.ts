import { Hono } from 'hono'
import { disputeClipQuery, disputesQuery, settleBody } from '../contract/disputes.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import { serveClip } from '../http/serve-clip.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { getDisputeClip } from '../services/disputes/get-dispute-clip.ts'
import { listDisputes } from '../services/disputes/list-disputes.ts'
import { lookAtDispute } from '../services/disputes/look-at-dispute.ts'
import { settleDispute } from '../services/disputes/settle-dispute.ts'

export const disputeRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listDisputes(c.get('ctx'), readQuery(c, disputesQuery))))
  .get('/:id/clip', async (c) => {
    const shifts = readQuery(c, disputeClipQuery)
    return serveClip(c, await getDisputeClip(c.get('ctx'), c.req.param('id'), shifts), 'private, no-store')
  })
  .post('/:id/settle', async (c) => {
    const id = c.req.param('id')
    const body = await readJson(c, settleBody)
    const view = await audited(c, {
      action: 'dispute.settle',
      target: id,
      look: () => lookAtDispute(c.get('ctx'), id),
      run: () => settleDispute(c.get('ctx'), id, body),
    })
    return answer(c, view)
  })
