import { Hono } from 'hono'
import { adjustBody } from '../contract/admin.ts'
import { disableBody, eraseBody, learnersQuery } from '../contract/admin-lists.ts'
import { pageQuery } from '../contract/common.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import { requireRole } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { listJobs } from '../services/jobs/list-jobs.ts'
import { disableLearner } from '../services/learners/disable-learner.ts'
import { eraseLearner } from '../services/learners/erase-learner.ts'
import { getLearner } from '../services/learners/get-learner.ts'
import { listLearners } from '../services/learners/list-learners.ts'
import { adjust } from '../services/wallet/adjust.ts'
import { getWallet } from '../services/wallet/get-wallet.ts'
import { listLedgerForAdmin } from '../services/wallet/list-ledger.ts'

export const learnerRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listLearners(c.get('ctx'), readQuery(c, learnersQuery))))
  .get('/:userId', async (c) => answer(c, await getLearner(c.get('ctx'), c.req.param('userId'))))
  .get('/:userId/ledger', async (c) =>
    answer(c, await listLedgerForAdmin(c.get('ctx'), c.req.param('userId'), readQuery(c, pageQuery))),
  )
  .get('/:userId/jobs', async (c) =>
    answer(c, await listJobs(c.get('ctx'), c.req.param('userId'), readQuery(c, pageQuery))),
  )
  .post('/:userId/adjust', async (c) => {
    const userId = c.req.param('userId')
    const body = await readJson(c, adjustBody)
    const view = await audited(c, {
      action: 'learner.adjust',
      target: userId,
      look: () => getWallet(c.get('ctx'), userId),
      run: () => adjust(c.get('ctx'), userId, body, c.get('admin').name),
      after: (result) => ({ ...result, credits: body.credits, reason: body.reason }),
    })
    return answer(c, view)
  })
  .post('/:userId/disable', async (c) => {
    const userId = c.req.param('userId')
    const { disabled, reason } = await readJson(c, disableBody)
    const view = await audited(c, {
      action: disabled ? 'learner.disable' : 'learner.enable',
      target: userId,
      run: () => disableLearner(c.get('ctx'), userId, disabled),
      look: async () => ({ disabledAt: (await getLearner(c.get('ctx'), userId)).disabledAt }),
      after: ({ disabledAt }) => ({ disabledAt, reason }),
    })
    return answer(c, view)
  })
  .post('/:userId/erase', requireRole('owner'), async (c) => {
    const userId = c.req.param('userId')
    const { email } = await readJson(c, eraseBody)
    const view = await audited(c, {
      action: 'learner.erase',
      target: userId,
      run: () => eraseLearner(c.get('ctx'), userId, email),
      look: async () => {
        const { balanceCredits, jobs } = await getLearner(c.get('ctx'), userId)
        return { balanceCredits, jobs }
      },
      after: (result) => result,
    })
    return answer(c, view)
  })
