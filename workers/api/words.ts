import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { saveWordBody } from '../contract/words.ts'
import { answer } from '../http/answer.ts'
import { requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { forgetWord } from '../services/words/forget-word.ts'
import { listWeakWords } from '../services/words/list-weak-words.ts'
import { listWords } from '../services/words/list-words.ts'
import { saveWord } from '../services/words/save-word.ts'

export const wordRoutes = new Hono<AppEnv>()
  .use(requireUser)
  .get('/', async (c) => answer(c, await listWords(c.get('ctx'), c.get('caller').userId, readQuery(c, pageQuery))))
  .get('/weak', async (c) => answer(c, await listWeakWords(c.get('ctx'), c.get('caller').userId)))
  .post('/', async (c) =>
    answer(c, await saveWord(c.get('ctx'), c.get('caller').userId, await readJson(c, saveWordBody)), 201),
  )
  .delete('/:wordId', async (c) => {
    await forgetWord(c.get('ctx'), c.get('caller').userId, c.req.param('wordId'))
    return answer(c, { deleted: true })
  })
