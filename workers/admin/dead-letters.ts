import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import type { AppEnv } from '../http/types.ts'
import { readQuery } from '../http/validate.ts'
import { findDeadLetter } from '../services/dead-letters/find-dead-letter.ts'
import { listDeadLetters } from '../services/dead-letters/list-dead-letters.ts'
import { resendDeadLetter } from '../services/dead-letters/resend-dead-letter.ts'

export const deadLetterRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listDeadLetters(c.get('ctx'), readQuery(c, pageQuery))))
  .post('/:id/resend', async (c) => {
    const id = c.req.param('id')
    const letter = await audited(c, {
      action: 'dead_letter.resend',
      target: id,
      look: async () => {
        const row = await findDeadLetter(c.get('ctx'), id)
        return row ? { jobId: row.job.id, jobStatus: row.job.status } : null
      },
      run: () => resendDeadLetter(c.get('ctx'), id),
      after: ({ jobId, jobStatus }) => ({ jobId, jobStatus }),
    })
    return answer(c, letter, 202)
  })
