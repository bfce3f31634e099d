import { Hono } from 'hono'
import { createCodesBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { createBatch } from '../services/redeem-codes/create-batch.ts'

export const redeemCodeRoutes = new Hono<AppEnv>().post('/', async (c) =>
  answer(c, await createBatch(c.get('ctx'), await readJson(c, createCodesBody)), 201),
)
