import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { call, newLearner } from '../test-support/client.ts'
import { deliver, finishedJob, handedOver, newJob, report } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'

const keysOf = async (jobId: string) => {
  const lists = await Promise.all([
    env.MEDIA.list({ prefix: `source/${jobId}` }),
    env.MEDIA.list({ prefix: `clips/${jobId}` }),
  ])
  return lists.flatMap((list) => list.objects.map((object) => object.key))
}

describe('deleting a person', () => {
  it('takes rows, media and sessions, stops what runs, and leaves the books whole', async () => {
    const { token, user } = await newLearner(100)
    const done = await finishedJob(token, ['One sentence.'])
    await call(`/exercises/${done.exerciseSetId}/attempts`, { token, json: { itemId: 'x', text: 'a' } })
    const running = await newJob(token)
    const job = await handedOver(running)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliver(job, someItem(0))
    expect(await keysOf(running)).toHaveLength(2)

    const answer = await call('/me/data', { method: 'DELETE', token })
    expect(answer).toMatchObject({ status: 200, data: { deleted: true, deletionRequestId: expect.any(String) } })

    expect(await call('/auth/me', { token })).toMatchObject({ status: 401, code: 'invalid_token' })
    expect(await report(job, { type: 'heartbeat' })).toMatchObject({ status: 409 })
    expect([...(await keysOf(running)), ...(await keysOf(done.jobId))]).toEqual([])
    for (const table of [
      'users WHERE id',
      'sessions WHERE user_id',
      'jobs WHERE user_id',
      'exercise_sets WHERE user_id',
      'wallets WHERE user_id',
    ]) {
      const row = await env.DB.prepare(`SELECT COUNT(*) AS rows FROM ${table} = ?`).bind(user.id).first()
      expect([table, row]).toEqual([table, { rows: 0 }])
    }
    // 100 redeemed, 6 and 1 paid, nothing held: the wallet is nobody's now, and still adds up.
    const wallet = env.DB.prepare(
      'SELECT balance_credits, held_credits FROM wallets WHERE id = (SELECT wallet_id FROM ledger_entries WHERE job_id = ?)',
    ).bind(running)
    expect(await wallet.first()).toEqual({ balance_credits: 93, held_credits: 0 })
  })

  it('lets the address register anew, with nothing of before', async () => {
    const { token, user } = await newLearner(100)
    await call('/me/data', { method: 'DELETE', token })
    const again = await call<{ token: string }>('/auth/register', {
      json: { email: user.email, password: 'a good password' },
    })
    expect(again.status).toBe(201)
    expect(await call('/wallet', { token: again.data.token })).toMatchObject({ data: { balanceCredits: 0 } })
  })

  it('wants to know who asks', async () => {
    expect(await call('/me/data', { method: 'DELETE' })).toMatchObject({ status: 401, code: 'missing_token' })
  })
})
