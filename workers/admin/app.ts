import { Hono } from 'hono'
import { requireAdmin } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { disputeRoutes } from './disputes.ts'
import { adminJobRoutes } from './jobs.ts'
import { learnerRoutes } from './learners.ts'
import { ledgerRoutes } from './ledger.ts'
import { deadLetterRoutes } from './dead-letters.ts'
import { modelRouteRoutes } from './model-routes.ts'
import { redeemCodeRoutes } from './redeem-codes.ts'

export const adminApp = new Hono<AppEnv>()
  .use(requireAdmin)
  .route('/redeem-codes', redeemCodeRoutes)
  .route('/model-routes', modelRouteRoutes)
  .route('/learners', learnerRoutes)
  .route('/jobs', adminJobRoutes)
  .route('/ledger', ledgerRoutes)
  .route('/disputes', disputeRoutes)
  .route('/dead-letters', deadLetterRoutes)
