import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { requestId } from 'hono/request-id'
import { adminApp } from './admin/app.ts'
import { accountRoutes } from './api/account.ts'
import { authRoutes } from './api/auth.ts'
import { exerciseRoutes } from './api/exercises.ts'
import { healthRoutes } from './api/health.ts'
import { jobRoutes } from './api/jobs.ts'
import { modelRoutes } from './api/models.ts'
import { uploadRoutes } from './api/uploads.ts'
import { walletRoutes } from './api/wallet.ts'
import { wordRoutes } from './api/words.ts'
import { AppError } from './contract/errors.ts'
import { answerError } from './http/answer.ts'
import { meter, provideCtx } from './http/middleware.ts'
import type { AppEnv } from './http/types.ts'
import { runnerCallbacks } from './runner-callbacks/app.ts'

/** The whole HTTP side. The site's own files are served before the Worker is asked (wrangler.toml, [assets]). */
export const app = new Hono<AppEnv>()
  .use(requestId({ headerName: 'x-request-id' }), meter, provideCtx)
  .use('/api/*', (c, next) =>
    cors({
      origin: c.get('ctx').settings.allowedOrigins,
      exposeHeaders: ['x-request-id', 'retry-after'],
      maxAge: 86_400,
    })(c, next),
  )
  .route('/', healthRoutes)
  .route('/api/v2', healthRoutes)
  .route('/admin', healthRoutes)
  .route('/api/v2/auth', authRoutes)
  .route('/api/v2/jobs', jobRoutes)
  .route('/api/v2/uploads', uploadRoutes)
  .route('/api/v2/exercises', exerciseRoutes)
  .route('/api/v2/wallet', walletRoutes)
  .route('/api/v2/words', wordRoutes)
  .route('/api/v2/models', modelRoutes)
  .route('/api/v2/me', accountRoutes)
  .route('/api/v2/admin', adminApp)
  .route('/runner/v1/jobs', runnerCallbacks)

app.notFound((c) => answerError(c, new AppError('not_found')))
app.onError((error, c) => answerError(c, error))
