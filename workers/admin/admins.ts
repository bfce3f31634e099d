import { Hono } from 'hono'
import { createAdminBody } from '../contract/admin-access.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import { requireRole } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { createAdmin } from '../services/admins/create-admin.ts'
import { listAdmins } from '../services/admins/list-admins.ts'
import { removeAdmin } from '../services/admins/remove-admin.ts'

export const adminRoutes = new Hono<AppEnv>()
  .use(requireRole('owner'))
  .get('/', async (c) => answer(c, { items: await listAdmins(c.get('ctx')) }))
  .post('/', async (c) => {
    const body = await readJson(c, createAdminBody)
    const made = await audited(c, {
      action: 'admin.create',
      target: body.name,
      run: () => createAdmin(c.get('ctx'), body),
      after: ({ id, role }) => ({ id, role }),
    })
    return answer(c, made, 201)
  })
  .delete('/:id', async (c) => {
    const id = c.req.param('id')
    const find = async () => (await listAdmins(c.get('ctx'))).find((admin) => admin.id === id)
    const { name } = await audited(c, {
      action: 'admin.remove',
      target: (await find())?.name ?? id,
      look: async () => {
        const admin = await find()
        return admin && { id, role: admin.role }
      },
      run: () => removeAdmin(c.get('ctx'), id),
    })
    return answer(c, { removed: name })
  })
