import { expect, test } from 'vitest'
import { shownAmount } from './shown-amount.ts'

test('a hold shows what it set aside, a settlement what it took', () => {
  expect(shownAmount({ entryType: 'hold', deltaCredits: 0, heldDeltaCredits: 50 })).toEqual({ value: 50, isMove: true })
  expect(shownAmount({ entryType: 'settle', deltaCredits: -45, heldDeltaCredits: -50 })).toEqual({
    value: -45,
    isMove: false,
  })
  expect(shownAmount({ entryType: 'redeem', deltaCredits: 100, heldDeltaCredits: 0 }).value).toBe(100)
})
