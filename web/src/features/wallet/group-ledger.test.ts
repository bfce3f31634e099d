import { expect, test } from 'vitest'
import type { LedgerEntryView } from '../../../../workers/contract/wallet.ts'
import { groupLedger } from './group-ledger.ts'

const entry = (id: string, entryType: LedgerEntryView['entryType'], holdId: string | null): LedgerEntryView => ({
  id,
  entryType,
  holdId,
  deltaCredits: 0,
  heldDeltaCredits: 0,
  balanceAfter: 0,
  heldAfter: 0,
  description: '',
  jobId: holdId && 'job',
  jobTitle: null,
  quote: null,
  codePrefix: null,
  note: null,
  createdAt: '2026-11-24T12:00:00.000Z',
})

test('the steps of a run stand together, where its newest entry is, and runs do not mix', () => {
  const lines = groupLedger([
    entry('f', 'release', 'one'),
    entry('e', 'settle', 'one'),
    entry('d', 'hold', 'two'),
    entry('c', 'redeem', null),
    entry('b', 'hold', 'one'),
    entry('a', 'adjust', null),
  ])
  expect(lines.map(({ id }) => id)).toEqual(['one', 'two', 'c', 'a'])
  expect(lines[0]).toMatchObject({
    newest: { id: 'f' },
    hold: { id: 'b' },
    settle: { id: 'e' },
    release: { id: 'f' },
  })
  expect(lines[1]).toMatchObject({ newest: { id: 'd' }, hold: { id: 'd' }, settle: null, release: null })
})

test('a run whose hold is on the next page shows what is known', () => {
  expect(groupLedger([entry('b', 'settle', 'one')])).toMatchObject([{ kind: 'run', hold: null, settle: { id: 'b' } }])
})
