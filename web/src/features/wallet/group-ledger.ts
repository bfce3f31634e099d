import type { LedgerEntryView } from '../../../../workers/contract/wallet.ts'

/** One run of a job: what was quoted and held for it, and what became of that. Steps that have not come are null. */
export type LedgerRun = {
  kind: 'run'
  id: string
  newest: LedgerEntryView
  hold: LedgerEntryView | null
  settle: LedgerEntryView | null
  release: LedgerEntryView | null
}
export type LedgerLine = LedgerRun | { kind: 'entry'; id: string; entry: LedgerEntryView }

/**
 * The ledger as a learner reads it: the entries of one run stand together, where the newest of them is. A run whose hold
 * is on a page not loaded yet shows what is known.
 * @param entries newest first
 */
export function groupLedger(entries: readonly LedgerEntryView[]): LedgerLine[] {
  const runs = new Map<string, LedgerRun>()
  const lines: LedgerLine[] = []
  for (const entry of entries) {
    if (entry.holdId === null) {
      lines.push({ kind: 'entry', id: entry.id, entry })
      continue
    }
    const known = runs.get(entry.holdId)
    const run: LedgerRun = known ?? {
      kind: 'run',
      id: entry.holdId,
      newest: entry,
      hold: null,
      settle: null,
      release: null,
    }
    if (!known) {
      runs.set(run.id, run)
      lines.push(run)
    }
    if (entry.entryType === 'hold' || entry.entryType === 'settle' || entry.entryType === 'release') {
      run[entry.entryType] = entry
    }
  }
  return lines
}
