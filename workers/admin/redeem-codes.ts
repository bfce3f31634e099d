import { Hono } from 'hono'
import { createCodesBody } from '../contract/admin.ts'
import { codesQuery } from '../contract/admin-lists.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { createBatch } from '../services/redeem-codes/create-batch.ts'
import { listCodes } from '../services/redeem-codes/list-codes.ts'
import { lookAtBatch, lookAtCode } from '../services/redeem-codes/look-at-codes.ts'
import { revokeBatch, revokeCode } from '../services/redeem-codes/revoke-codes.ts'

export const redeemCodeRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listCodes(c.get('ctx'), readQuery(c, codesQuery))))
  .post('/', async (c) => {
    const body = await readJson(c, createCodesBody)
    const made = await audited(c, {
      action: 'codes.create',
      target: null,
      run: () => createBatch(c.get('ctx'), body),
      // Never the codes themselves.
      after: ({ batchId }) => ({ batchId, ...body }),
    })
    return answer(c, made, 201)
  })
  .post('/:id/revoke', async (c) => {
    const id = c.req.param('id')
    const run = () => revokeCode(c.get('ctx'), id)
    const look = () => lookAtCode(c.get('ctx'), id)
    return answer(c, await audited(c, { action: 'codes.revoke', target: id, look, run }))
  })
  .post('/batches/:batchId/revoke', async (c) => {
    const batchId = c.req.param('batchId')
    const run = () => revokeBatch(c.get('ctx'), batchId)
    const look = () => lookAtBatch(c.get('ctx'), batchId)
    return answer(c, await audited(c, { action: 'codes.revoke_batch', target: batchId, look, run }))
  })
