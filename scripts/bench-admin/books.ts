import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { LedgerEntryType } from '../../workers/contract/wallet.ts'
import { type Movement, MOVEMENTS, walletDelta } from '../../workers/domain/ledger/accounts.ts'
import type { Random } from '../lib/random.ts'
import type { Code } from './codes.ts'
import { type Pen, penFor } from './pen.ts'
import type { Person } from './people.ts'

type Paid = { at: number; jobId: string; quote: string; amount: number }

/** Writes the ledger entry by entry, as time goes by; its triggers check each and carry the balances. */
export class Books {
  readonly #writeEntry: Pen
  readonly #writeHold: Pen
  readonly #random: Random
  /** Codes that learners have in hand, and those that are not made yet, the next one last. */
  readonly #inHand: Code[] = []
  readonly #toCome: Code[]

  constructor(database: DatabaseSync, random: Random, codes: readonly Code[]) {
    this.#writeEntry = penFor(database, 'ledger_entries')
    this.#writeHold = penFor(database, 'holds')
    this.#random = random
    this.#toCome = codes.toReversed()
  }

  /** Holds the price of a job, after redeeming codes until there is enough. Its hold, to be closed or left open. */
  hold(person: Person, paid: Paid): string {
    while (person.balance - person.held < paid.amount) this.#topUp(person, paid.at)
    const holdId = randomUUID()
    this.#enter(person, 'hold', MOVEMENTS.hold, { ...paid, hold_id: holdId, job_id: paid.jobId })
    return holdId
  }

  /** Writes the hold itself, with what became of it. @param settled credits; null while the job has not ended */
  close(person: Person, holdId: string, paid: Paid, settled: number | null): void {
    const closing = { at: paid.at + 60_000, hold_id: holdId, job_id: paid.jobId }
    const left = settled === null ? 0 : paid.amount - settled
    if (settled) this.#enter(person, 'settle', MOVEMENTS.settle, { ...closing, amount: settled })
    if (left > 0) this.#enter(person, 'release', MOVEMENTS.release, { ...closing, amount: left })
    if (settled && this.#random.chance(0.005)) {
      const refund = { at: closing.at + 3_600_000, job_id: paid.jobId, amount: settled, note: 'The sound was bad.' }
      this.#enter(person, 'refund', MOVEMENTS.refund, { ...refund, actor: 'owner' })
    }
    this.#writeHold({
      id: holdId,
      wallet_id: person.walletId,
      job_id: paid.jobId,
      amount: paid.amount,
      quote: paid.quote,
      status: settled === null ? 'held' : settled > 0 ? 'settled' : 'released',
      settled_amount: settled ?? 0,
      created_at: paid.at,
      closed_at: settled === null ? null : closing.at,
    })
  }

  #topUp(person: Person, at: number): void {
    while ((this.#toCome.at(-1)?.createdAt ?? Infinity) < at) this.#inHand.push(...this.#toCome.splice(-1))
    const place = this.#random.between(0, this.#inHand.length - 1)
    const code = this.#inHand[place]
    const last = this.#inHand.pop()
    if (code && last && code !== last) this.#inHand[place] = last
    if (code && code.expiresAt < at) return
    if (!code) {
      const given = { at, amount: 200, note: 'Welcome.', actor: 'owner' }
      this.#enter(person, 'adjust', { from: 'adjustments', to: 'available' }, given)
      return
    }
    const entryId = this.#enter(person, 'redeem', MOVEMENTS.redeem, {
      ...{ at, amount: code.credits, redeem_code_id: code.id },
    })
    code.used = { at, walletId: person.walletId, entryId }
  }

  #enter(person: Person, type: LedgerEntryType, { from, to }: Movement, entry: Entry): string {
    const id = randomUUID()
    const delta = walletDelta({ from, to }, entry.amount)
    person.balance += delta.balance
    person.held += delta.held
    this.#writeEntry({
      id,
      wallet_id: person.walletId,
      entry_type: type,
      from_account: from,
      to_account: to,
      amount: entry.amount,
      balance_after: person.balance,
      held_after: person.held,
      hold_id: entry.hold_id ?? null,
      job_id: entry.job_id ?? null,
      redeem_code_id: entry.redeem_code_id ?? null,
      idempotency_key: `${type}:${id}`,
      note: entry.note ?? null,
      actor: entry.actor ?? null,
      created_at: entry.at,
    })
    return id
  }
}

type Entry = {
  at: number
  amount: number
  hold_id?: string
  job_id?: string
  redeem_code_id?: string
  note?: string
  actor?: string
}
