import { describe, expect, it } from 'vitest'
import type { CreatedCodesView } from '../contract/admin.ts'
import type { AdminJobDetailView, AdminJobView, CodeView, LearnerView, NumbersView } from '../contract/admin-lists.ts'
import type { Page } from '../contract/envelope.ts'
import type { LedgerEntryView } from '../contract/wallet.ts'
import { admin, call, newCodes, newLearner } from '../test-support/client.ts'
import { finishedJob, handedOver, newJob, report } from '../test-support/job.ts'

const list = async <T>(path: string): Promise<T[]> => (await admin<Page<T>>(path)).data.items
const codes = (query: string) => list<CodeView>(`/redeem-codes?limit=100&${query}`)

describe('codes', () => {
  it('are found whole, by how they begin, by batch and by state, and say who used them', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', {
      json: { count: 3, prefix: 'find', note: 'for Li’s class' },
    })
    const [used = '', revoked = ''] = data.codes
    const { token, user } = await newLearner()
    await call('/wallet/redeem', { token, json: { code: used, idempotencyKey: crypto.randomUUID() } })
    expect(await codes(`q=${used.toLowerCase()}`)).toMatchObject([
      { visiblePrefix: used.slice(0, 8), state: 'used', redeemedBy: { userId: user.id, email: user.email } },
    ])
    const [found] = await codes(`q=${revoked}`)
    expect(await admin(`/redeem-codes/${found?.id}/revoke`, { method: 'POST' })).toMatchObject({ data: { revoked: 1 } })
    expect(await codes('q=find')).toHaveLength(3)
    expect(await codes(`q=${data.batchId}&state=open`)).toMatchObject([{ note: 'for Li’s class' }])
    expect(await codes(`q=${data.batchId}&state=revoked`)).toHaveLength(1)
    expect(await codes('q=nothing')).toEqual([])
  })

  it('that are withdrawn cannot be redeemed, and those that were redeemed cannot be withdrawn', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: { count: 3 } })
    const [used = '', left = ''] = data.codes
    const { token } = await newLearner()
    const redeem = (code: string) =>
      call('/wallet/redeem', { token, json: { code, idempotencyKey: crypto.randomUUID() } })
    await redeem(used)
    const revoke = () => admin(`/redeem-codes/batches/${data.batchId}/revoke`, { method: 'POST' })
    expect(await revoke()).toMatchObject({ status: 200, data: { revoked: 2 } })
    expect(await revoke()).toMatchObject({ data: { revoked: 0 } })
    expect(await redeem(left)).toMatchObject({ status: 409, code: 'redeem_code_unavailable' })
    const [row] = await codes(`q=${used}`)
    expect(await admin(`/redeem-codes/${row?.id}/revoke`, { method: 'POST' })).toMatchObject({
      status: 409,
      code: 'redeem_code_unavailable',
    })
  })

  it('that nobody made are not found', async () => {
    const post = { method: 'POST' }
    expect(await admin('/redeem-codes/x/revoke', post)).toMatchObject({ status: 404, code: 'redeem_code_not_found' })
    expect(await admin('/redeem-codes/batches/x/revoke', post)).toMatchObject({ code: 'code_batch_not_found' })
    for (const query of ['state=lost', 'limit=101', 'cursor=x', `q=${'x'.repeat(201)}`]) {
      expect(await admin(`/redeem-codes?${query}`)).toMatchObject({ status: 400, code: 'validation_failed' })
    }
  })
})

describe('learners', () => {
  it('are found by how their address begins and by id, with wallet, ledger and jobs', async () => {
    const { token, user } = await newLearner(10)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    const expected = { userId: user.id, email: user.email, balanceCredits: 4, heldCredits: 0, jobs: 1 }
    expect(await list<LearnerView>(`/learners?q=${user.email.slice(0, 30).toUpperCase()}`)).toMatchObject([expected])
    expect(await list<LearnerView>(`/learners?q=${user.id}`)).toMatchObject([expected])
    expect((await admin(`/learners/${user.id}`)).data).toMatchObject(expected)
    const entries = await list<LedgerEntryView>(`/learners/${user.id}/ledger`)
    expect(entries.map(({ entryType }) => entryType)).toEqual(['release', 'settle', 'hold', 'redeem'].slice(-3))
    expect(await list<AdminJobView>(`/learners/${user.id}/jobs`)).toMatchObject([{ jobId }])
    expect(await admin('/learners/nobody')).toMatchObject({ status: 404, code: 'learner_not_found' })
  })

  it('who are disabled are out at once and cannot come in, until they are enabled', async () => {
    const { token, user } = await newLearner(10)
    const set = (disabled: boolean) => admin(`/learners/${user.id}/disable`, { json: { disabled, reason: 'spam' } })
    const login = () => call('/auth/login', { json: { email: user.email, password: 'a good password' } })
    expect(await set(true)).toMatchObject({ status: 200, data: { disabledAt: expect.any(String) } })
    expect(await call('/wallet', { token })).toMatchObject({ status: 401, code: 'invalid_token' })
    expect(await login()).toMatchObject({ status: 403, code: 'account_disabled' })
    expect(await call('/auth/login', { json: { email: user.email, password: 'a wrong one' } })).toMatchObject({
      code: 'invalid_credentials',
    })
    expect(await set(true)).toMatchObject({ status: 409, code: 'learner_already_so' })
    await set(false)
    expect(await login()).toMatchObject({ status: 200 })
  })

  it('are erased only when their address is typed, and then are gone', async () => {
    const { token, user } = await newLearner(10)
    const erase = (email: unknown) => admin(`/learners/${user.id}/erase`, { json: { email } })
    for (const email of ['', 'another@example.com', 5]) {
      expect(await erase(email)).toMatchObject({ status: 400, code: 'validation_failed' })
    }
    expect(await call('/wallet', { token })).toMatchObject({ status: 200 })
    expect(await erase(user.email)).toMatchObject({ status: 200, data: { deleted: true } })
    expect(await call('/wallet', { token })).toMatchObject({ status: 401 })
    expect(await admin(`/learners/${user.id}`)).toMatchObject({ code: 'learner_not_found' })
    expect(await erase(user.email)).toMatchObject({ code: 'learner_not_found' })
    expect(await list<LearnerView>(`/learners?q=${user.id}`)).toEqual([])
  })
})

describe('jobs', () => {
  it('of everybody are listed, and found by id, address and status', async () => {
    const { token, user } = await newLearner(100)
    const { jobId } = await finishedJob(token, ['One sentence.'])
    expect((await list<AdminJobView>('/jobs'))[0]).toMatchObject({ jobId, email: user.email, status: 'succeeded' })
    for (const query of [`q=${jobId}`, `q=${user.email}`, `q=${user.email}&status=succeeded`]) {
      expect(await list<AdminJobView>(`/jobs?${query}`)).toMatchObject([{ jobId }])
    }
    expect(await list<AdminJobView>(`/jobs?q=${jobId}&status=failed`)).toEqual([])
    expect(await admin('/jobs?status=lost')).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(await admin('/jobs/nothing')).toMatchObject({ status: 404, code: 'job_not_found' })
  })

  it('keep a log of all they went through, and say what was held', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const first = await handedOver(jobId)
    await report(first, { type: 'probed', durationMs: 60_000 })
    await report(first, { type: 'failed', code: 'media_damaged', detail: '' })
    expect(await admin(`/jobs/${jobId}/retry`, { method: 'POST' })).toMatchObject({ status: 200 })
    await handedOver(jobId, 2)
    expect(await admin(`/jobs/${jobId}/cancel`, { method: 'POST' })).toMatchObject({ data: { status: 'cancelled' } })
    const { data } = await admin<AdminJobDetailView>(`/jobs/${jobId}`)
    expect(data).toMatchObject({ attempts: 2, durationMs: 60_000, source: { kind: 'file', name: 'my lesson.wav' } })
    expect(data.holds[0]).toMatchObject({ amount: 6, status: 'released' })
    const statuses = data.events.map(({ status }) => status)
    expect(statuses.filter((status, index) => status !== statuses[index - 1])).toEqual([
      'queued',
      'running',
      'failed',
      'queued',
      'running',
      'cancelled',
    ])
    expect(data.events.find(({ status }) => status === 'failed')).toMatchObject({ errorCode: 'media_damaged' })
    expect(await admin(`/jobs/${jobId}/cancel`, { method: 'POST' })).toMatchObject({ code: 'job_not_cancellable' })
  })
})

describe('numbers', () => {
  it('count what happened', async () => {
    const numbers = async () => (await admin<NumbersView>('/numbers')).data
    const before = await numbers()
    const today = ({ days }: NumbersView) => days.at(-1)
    const [code = ''] = await newCodes({ count: 1, credits: 10 })
    const { token } = await newLearner()
    await call('/wallet/redeem', { token, json: { code, idempotencyKey: crypto.randomUUID() } })
    await finishedJob(token, ['One sentence.', 'Another one.'])
    const after = await numbers()
    expect(after.days).toHaveLength(30)
    expect((today(after)?.succeeded ?? 0) - (today(before)?.succeeded ?? 0)).toBe(1)
    expect((today(after)?.speechSeconds ?? 0) - (today(before)?.speechSeconds ?? 0)).toBe(60)
    expect((today(after)?.creditsRedeemed ?? 0) - (today(before)?.creditsRedeemed ?? 0)).toBe(10)
    expect((today(after)?.creditsConsumed ?? 0) - (today(before)?.creditsConsumed ?? 0)).toBe(6)
    expect(after.storage.clipBytes - before.storage.clipBytes).toBe(2000)
    expect(after.storage.sourceBytes - before.storage.sourceBytes).toBe(1000)
    expect(after.totals.learners - before.totals.learners).toBe(1)
    expect(after.jobMs?.median).toBeGreaterThan(0)
    expect(after.firstSentenceMs?.median).toBeGreaterThan(0)
  })
})
