import { Hono } from 'hono'
import { auditQuery } from '../contract/admin-lists.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readQuery } from '../http/validate.ts'
import { listAudit } from '../services/audit/list-audit.ts'

export const auditRoutes = new Hono<AppEnv>().get('/', async (c) =>
  answer(c, await listAudit(c.get('ctx'), readQuery(c, auditQuery))),
)
