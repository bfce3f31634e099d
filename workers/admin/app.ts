import { Hono } from 'hono'
import { readersReadOnly, requireAdmin } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { adminRoutes } from './admins.ts'
import { auditRoutes } from './audit.ts'
import { disputeRoutes } from './disputes.ts'
import { adminJobRoutes } from './jobs.ts'
import { learnerRoutes } from './learners.ts'
import { ledgerRoutes } from './ledger.ts'
import { deadLetterRoutes } from './dead-letters.ts'
import { modelRouteRoutes } from './model-routes.ts'
import { numberRoutes } from './numbers.ts'
import { redeemCodeRoutes } from './redeem-codes.ts'
import { sessionRoutes } from './session.ts'

export const adminApp = new Hono<AppEnv>()
  .route('/session', sessionRoutes)
  .use(requireAdmin, readersReadOnly)
  .route('/admins', adminRoutes)
  .route('/audit', auditRoutes)
  .route('/redeem-codes', redeemCodeRoutes)
  .route('/model-routes', modelRouteRoutes)
  .route('/learners', learnerRoutes)
  .route('/jobs', adminJobRoutes)
  .route('/numbers', numberRoutes)
  .route('/ledger', ledgerRoutes)
  .route('/disputes', disputeRoutes)
  .route('/dead-letters', deadLetterRoutes)
