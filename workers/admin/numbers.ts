import { Hono } from 'hono'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { getNumbers } from '../services/numbers/get-numbers.ts'

export const numberRoutes = new Hono<AppEnv>().get('/', async (c) => answer(c, await getNumbers(c.get('ctx'))))
