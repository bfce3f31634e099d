import { expect, it } from 'vitest'
import { MOVEMENTS, walletDelta } from './accounts.ts'

it.each([
  [MOVEMENTS.redeem, { balance: 5, held: 0 }],
  [MOVEMENTS.hold, { balance: 0, held: 5 }],
  [MOVEMENTS.settle, { balance: -5, held: -5 }],
  [MOVEMENTS.release, { balance: 0, held: -5 }],
  [MOVEMENTS.refund, { balance: 5, held: 0 }],
  [{ from: 'adjustments', to: 'available' } as const, { balance: 5, held: 0 }],
  [{ from: 'available', to: 'adjustments' } as const, { balance: -5, held: 0 }],
])('five credits, %j, change what the learner sees by %j', (movement, change) => {
  expect(walletDelta(movement, 5)).toEqual(change)
})
