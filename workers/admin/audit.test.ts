import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditView } from '../contract/admin-access.ts'
import type { CodeView } from '../contract/admin-lists.ts'
import type { CreatedCodesView } from '../contract/admin.ts'
import type { Page } from '../contract/envelope.ts'
import { newAdmin, pageCall } from '../test-support/admin-session.ts'
import { admin, call, newLearner } from '../test-support/client.ts'

const log = async (query = '') => (await admin<Page<AuditView>>(`/audit?limit=100${query}`)).data.items

describe('the log of changes', () => {
  it('says who changed what, from what to what', async () => {
    const { made, page } = await newAdmin('owner')
    const json = { items: [{ modelName: 'qwen-mt', costPerUnit: 3 }] }
    await pageCall(page, '/model-routes', { method: 'PATCH', json })
    const [entry] = await log('&target=qwen-mt')
    expect(entry).toMatchObject({
      who: made.name,
      role: 'owner',
      via: 'session',
      action: 'route.change',
      before: [{ modelName: 'qwen-mt', costPerUnit: 2 }],
      after: [{ modelName: 'qwen-mt', costPerUnit: 3 }],
      outcome: 'done',
    })
    await admin('/model-routes', { method: 'PATCH', json: { items: [{ modelName: 'qwen-mt', costPerUnit: 2 }] } })
    expect((await log('&target=qwen-mt'))[0]).toMatchObject({ who: 'owner', via: 'header' })
  })

  it('names batches and never their codes', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: { count: 2, note: 'for a class' } })
    const entry = (await log()).find(({ action }) => action === 'codes.create')
    expect(entry?.after).toMatchObject({ batchId: data.batchId, count: 2, note: 'for a class' })
    for (const code of data.codes) expect(JSON.stringify(entry)).not.toContain(code)
  })

  it('says how codes stood, and how they stand now', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: { count: 4, credits: 7, prefix: 'LOG' } })
    const { token } = await newLearner()
    const json = { code: data.codes[0], idempotencyKey: crypto.randomUUID() }
    expect(await call('/wallet/redeem', { token, json })).toMatchObject({ status: 200 })
    const { items } = (await admin<Page<CodeView>>(`/redeem-codes?q=${data.batchId}&state=open`)).data
    const [code] = items
    const past = env.DB.prepare('UPDATE redeem_codes SET expires_at = created_at WHERE id = ?')
    await past.bind(items[1]?.id ?? '').run()
    for (const path of [`/redeem-codes/${code?.id}/revoke`, `/redeem-codes/batches/${data.batchId}/revoke`]) {
      expect(await admin(path, { method: 'POST' })).toMatchObject({ status: 200 })
    }
    const one = { visiblePrefix: code?.visiblePrefix, credits: 7 }
    expect(await log(`&target=${code?.id}`)).toMatchObject([
      { action: 'codes.revoke', before: { ...one, state: 'open' }, after: { ...one, state: 'revoked' } },
    ])
    expect(await log(`&target=${data.batchId}`)).toMatchObject([
      {
        action: 'codes.revoke_batch',
        before: { open: 1, used: 1, revoked: 1, expired: 1 },
        after: { open: 0, used: 1, revoked: 3, expired: 0 },
      },
    ])
  })

  it('keeps that a code was used already, or is none', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: { count: 1 } })
    const [code] = (await admin<Page<CodeView>>(`/redeem-codes?q=${data.batchId}`)).data.items
    for (const id of [code?.id, code?.id, 'nothing']) await admin(`/redeem-codes/${id}/revoke`, { method: 'POST' })
    const [refused] = await log(`&target=${code?.id}`)
    expect(refused).toMatchObject({ outcome: 'redeem_code_unavailable', before: { state: 'revoked' }, after: null })
    expect(await log('&target=nothing')).toMatchObject([{ outcome: 'redeem_code_not_found', before: null }])
  })

  it('names learners by id, never by address', async () => {
    const { user } = await newLearner()
    await admin(`/learners/${user.id}/adjust`, {
      json: { credits: 5, reason: 'a gift', idempotencyKey: crypto.randomUUID() },
    })
    await admin(`/learners/${user.id}/disable`, { json: { disabled: true, reason: 'spam' } })
    await admin(`/learners/${user.id}/erase`, { json: { email: user.email } })
    const entries = await log(`&target=${user.id}`)
    expect(entries.map(({ action }) => action)).toEqual(['learner.erase', 'learner.disable', 'learner.adjust'])
    expect(entries[2]).toMatchObject({ before: { balanceCredits: 0 }, after: { balanceCredits: 5, reason: 'a gift' } })
    expect(JSON.stringify(entries)).not.toContain(user.email)
  })

  it('keeps what was refused, with the reason', async () => {
    const { user } = await newLearner()
    const json = { credits: -5, reason: 'a mistake', idempotencyKey: crypto.randomUUID() }
    await admin(`/learners/${user.id}/adjust`, { json })
    expect(await log(`&target=${user.id}`)).toMatchObject([{ outcome: 'adjust_exceeds_available', after: null }])
  })

  it('cannot be changed or shortened', async () => {
    await admin('/redeem-codes', { json: { count: 1 } })
    for (const sql of ["UPDATE audit_log SET who = 'nobody'", 'DELETE FROM audit_log']) {
      await expect(env.DB.prepare(sql).run()).rejects.toThrow('append-only')
    }
  })

  it('goes page by page', async () => {
    for (let n = 0; n < 3; n++) await admin('/redeem-codes', { json: { count: 1 } })
    const first = (await admin<Page<AuditView>>('/audit?limit=2')).data
    const second = (await admin<Page<AuditView>>(`/audit?limit=2&cursor=${first.nextCursor}`)).data
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect(ids).toEqual((await log()).slice(0, 4).map(({ id }) => id))
  })
})
