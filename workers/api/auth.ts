import { Hono } from 'hono'
import { loginBody, registerBody } from '../contract/auth.ts'
import { answer } from '../http/answer.ts'
import { clientAddress, requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { login } from '../services/auth/login.ts'
import { logout } from '../services/auth/logout.ts'
import { me } from '../services/auth/me.ts'
import { register } from '../services/auth/register.ts'

export const authRoutes = new Hono<AppEnv>()
  .post('/register', async (c) => {
    const body = await readJson(c, registerBody)
    return answer(
      c,
      await register(
        c.get('ctx'),
        body,
        clientAddress((name) => c.req.header(name)),
      ),
      201,
    )
  })
  .post('/login', async (c) => {
    const body = await readJson(c, loginBody)
    return answer(
      c,
      await login(
        c.get('ctx'),
        body,
        clientAddress((name) => c.req.header(name)),
      ),
    )
  })
  .get('/me', requireUser, async (c) => answer(c, await me(c.get('ctx'), c.get('caller'))))
  .post('/logout', requireUser, async (c) => {
    await logout(c.get('ctx'), c.get('caller'))
    return answer(c, {})
  })
