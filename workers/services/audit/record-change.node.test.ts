import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { createAdmin } from '../admins/create-admin.ts'
import { findByToken } from '../admins/find-by-token.ts'
import { recordChange } from './record-change.ts'

const OWNER = { name: 'owner', role: 'owner', via: 'session', row: null, binding: null, expiresAt: null } as const

/** A world whose database fails from the moment `failing.isOn`, and what it logs. */
function failingWorld() {
  const world = new LedgerWorld()
  const failing = { isOn: false }
  const ctx = world.ctxFor(async (call) => {
    if (failing.isOn) throw new Error('D1_ERROR: the connection was lost')
    return call()
  })
  const logged: unknown[] = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => logged.push(JSON.parse(line)))
  const outcomes = () => world.rows('SELECT outcome, after FROM audit_log')
  return { world, ctx, failing, logged, outcomes }
}

afterEach(() => vi.restoreAllMocks())

describe('a change that is made, and cannot be completed in the log', () => {
  it('still answers what is seen this once, and says so', async () => {
    const { world, ctx, failing, logged, outcomes } = failingWorld()
    const made = await recordChange(ctx, OWNER, {
      action: 'admin.create',
      target: 'wei',
      run: async () => {
        const admin = await createAdmin(ctx, { name: 'wei', role: 'viewer' })
        failing.isOn = true
        return admin
      },
      after: ({ id, role }) => ({ id, role }),
    })
    expect(await findByToken(world.ctx, made.token, 'somebody', 5)).toMatchObject({ name: 'wei' })
    expect(logged).toMatchObject([{ event: 'audit_incomplete', step: 'admin.create' }])
    expect(outcomes()).toEqual([{ outcome: null, after: null }])
  })

  it('is kept as done when only how it stands cannot be seen', async () => {
    const { ctx, logged, outcomes } = failingWorld()
    let looks = 0
    const look = async () => {
      looks += 1
      if (looks > 1) throw new Error('D1_ERROR: the connection was lost')
      return {}
    }
    const run = () => Promise.resolve('the answer')
    expect(await recordChange(ctx, OWNER, { action: 'job.retry', target: 'x', look, run })).toBe('the answer')
    expect(logged).toHaveLength(1)
    expect(outcomes()).toEqual([{ outcome: 'done', after: null }])
  })

  it('is refused for its own reason when it was refused', async () => {
    const { ctx, failing, logged, outcomes } = failingWorld()
    const run = () => {
      failing.isOn = true
      return Promise.reject(new AppError('redeem_code_unavailable'))
    }
    const change = recordChange(ctx, OWNER, { action: 'codes.revoke', target: 'x', run })
    await expect(change).rejects.toMatchObject({ code: 'redeem_code_unavailable' })
    expect(logged).toHaveLength(1)
    expect(outcomes()).toEqual([{ outcome: null, after: null }])
  })

  it('is not begun when the log cannot be', async () => {
    const { ctx, failing } = failingWorld()
    failing.isOn = true
    const run = vi.fn<() => Promise<void>>()
    await expect(recordChange(ctx, OWNER, { action: 'codes.revoke', target: 'x', run })).rejects.toThrow()
    expect(run).not.toHaveBeenCalled()
  })
})
