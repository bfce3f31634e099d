import { app } from './app.ts'
import { consumeDeadLetters, consumeJobs, DEAD_QUEUE } from './jobs/queue-consumer.ts'
import { createCtx } from './platform/create-ctx.ts'
import type { JobMessage } from './services/context.ts'
import { sweep } from './services/media/sweep.ts'

export { JobObject } from './jobs/job-object.ts'
export { LimitObject } from './limits/limit-object.ts'
export { MeterObject } from './meters/meter-object.ts'
export { RunnerObject } from './runner/runner-object.ts'

export default {
  fetch: app.fetch,
  queue: (batch, env) => (batch.queue === DEAD_QUEUE ? consumeDeadLetters(batch, env) : consumeJobs(batch, env)),
  scheduled: (_controller, env) => sweep(createCtx(env)),
} satisfies ExportedHandler<Env, JobMessage>
