/**
 * The product's Worker behind a queue at its worst: what the platform only rarely does to messages it does here to one in
 * three, by the seed in CHAOS_SEED. A message is delivered twice at once, fails before it was delivered, or after: then the
 * queue delivers it again. Everything else is the product's own.
 */
import worker from '../index.ts'
import type { JobMessage } from '../services/context.ts'
import { createRandom, type Random } from '../../scripts/lib/random.ts'

export { JobObject, LimitObject, MeterObject, RunnerObject } from '../index.ts'

let random: Random | null = null

export default {
  ...worker,
  async queue(batch, env: Env & { CHAOS_SEED?: string }) {
    random ??= createRandom(Number(env.CHAOS_SEED))
    const trouble = random.chance(1 / 3) ? random.pick(['twice', 'fail_before', 'fail_after'] as const) : null
    if (trouble === 'fail_before') throw new Error('chaos: before the delivery')
    if (trouble === 'twice') await Promise.all([worker.queue(batch, env), worker.queue(batch, env)])
    else await worker.queue(batch, env)
    if (trouble === 'fail_after') {
      batch.retryAll()
      throw new Error('chaos: after the delivery')
    }
  },
} satisfies ExportedHandler<Env, JobMessage>
