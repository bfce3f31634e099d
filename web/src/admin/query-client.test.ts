import type { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { ApiError } from '../lib/api-client.ts'
import { forgetLoaded, newAdminClient, SESSION_KEY } from './query-client.ts'

const expired = new ApiError('admin_session_expired', 401, 'r')
const asked = (client: QueryClient, error: Error) =>
  client.fetchQuery({ queryKey: ['list'], queryFn: () => Promise.reject(error) }).catch(() => undefined)
const changed = (client: QueryClient, error: Error) =>
  client
    .getMutationCache()
    .build(client, { mutationFn: () => Promise.reject(error) })
    .execute(undefined)
    .catch(() => undefined)

function signedIn(): QueryClient {
  const client = newAdminClient()
  client.setQueryData(SESSION_KEY, { name: 'wei' })
  return client
}

describe('the session of the admin page', () => {
  test.each([
    ['list', asked],
    ['change', changed],
  ])('is over when a %s hears so, for that reason', async (_what, call) => {
    const client = signedIn()
    await call(client, expired)
    expect(client.getQueryState(SESSION_KEY)).toMatchObject({ data: undefined, status: 'error', error: expired })
  })

  test.each([
    ['list', asked],
    ['change', changed],
  ])('goes on when a %s fails otherwise', async (_what, call) => {
    const client = signedIn()
    await call(client, new ApiError('network_error', 0, null))
    await call(client, new ApiError('admin_role_too_low', 403, 'r'))
    expect(client.getQueryState(SESSION_KEY)).toMatchObject({ data: { name: 'wei' }, status: 'success' })
  })

  test('leaves nothing behind for the next one to sign in', () => {
    const client = signedIn()
    client.setQueryData(['admins'], ['ann'])
    forgetLoaded(client)
    expect([client.getQueryData(['admins']), client.getQueryData(SESSION_KEY)]).toEqual([undefined, { name: 'wei' }])
  })
})
