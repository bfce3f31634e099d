import { expect } from 'vitest'
import type { CorrectionView, LedgerCheckView } from '../contract/admin.ts'
import type { SessionView } from '../contract/auth.ts'
import type { LedgerEntryView, RedeemView, WalletView } from '../contract/wallet.ts'
import type { RunnerJob } from '../contract/runner.ts'
import { admin, type Answer, call } from './client.ts'
import { received } from './job.ts'

export type Learner = SessionView & { done: Map<string, Done> }
export type Code = { code: string; credits: number; usedBy: string | null }
export type Job = { id: string; owner: Learner; handed: RunnerJob[]; hasEnded: boolean }
/** What a key did: the request as it was sent, its answer, and what it was worth. */
type Done = { request: string; data: string; ledgerId: string; credits: number }

/** What the answers so far say must be true, to be held against what the API then shows. */
export class MoneyModel {
  readonly learners: Learner[] = []
  readonly jobs: Job[] = []
  codes: Code[] = []
  requests = 0

  /** Sends a request again until it has an answer, as a client does whose connection broke or who got a 500. */
  async insist<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
    for (let tries = 1; ; tries += 1) {
      this.requests += 1
      const answer = await send().catch(() => null)
      if (answer && answer.status < 500) return answer
      if (tries === 20) throw new Error(`no answer in 20 tries: ${JSON.stringify(answer)}`)
    }
  }

  /** Notes an effect. The same key again must have been the same request, and had the same answer. */
  note(
    learner: Learner,
    key: string,
    request: string,
    answer: Answer<RedeemView | CorrectionView>,
    credits: number,
  ): void {
    const data = JSON.stringify(answer.data)
    const before = learner.done.get(key)
    if (before) expect({ request, data }).toEqual({ request: before.request, data: before.data })
    learner.done.set(key, { request, data, ledgerId: answer.data.ledgerId, credits })
  }

  async pickUpJobs(): Promise<void> {
    const open = this.jobs.filter((job) => !job.hasEnded)
    await Promise.all(open.map(async (job) => (job.handed = (await received(job.id)).jobs)))
  }

  /** Everything the API shows, against everything it answered. */
  async prove(): Promise<void> {
    const { data: check } = await this.insist(() => admin<LedgerCheckView>('/ledger/check'))
    expect(check.faults).toEqual([])
    expect(Object.values(check.accounts).reduce((sum, credits) => sum + credits, 0)).toBe(0)
    for (const learner of this.learners) await this.proveLearner(learner)
  }

  private async proveLearner(learner: Learner): Promise<void> {
    const entries = await this.ledgerOf(learner)
    let [balance, held] = [0, 0]
    for (const entry of entries) {
      balance += entry.deltaCredits
      held += entry.heldDeltaCredits
      expect([entry.balanceAfter, entry.heldAfter]).toEqual([balance, held])
      expect(held).toBeGreaterThanOrEqual(0)
      expect(balance).toBeGreaterThanOrEqual(held)
    }
    const wallet = await this.insist(() => call<WalletView>('/wallet', { token: learner.token }))
    expect(wallet.data).toEqual({ balanceCredits: balance, heldCredits: held, availableCredits: balance - held })

    const made = entries.filter(({ entryType }) => ['redeem', 'adjust', 'refund'].includes(entryType))
    expect(made.map(({ id, deltaCredits }) => `${id} ${deltaCredits}`).toSorted()).toEqual(
      [...learner.done.values()].map(({ ledgerId, credits }) => `${ledgerId} ${credits}`).toSorted(),
    )
    for (const [, run] of Map.groupBy(
      entries.filter(({ holdId }) => holdId !== null),
      ({ holdId }) => holdId,
    )) {
      const [hold, ...outcome] = run
      expect(hold?.entryType).toBe('hold')
      const closed = outcome.reduce((sum, entry) => sum - entry.heldDeltaCredits, 0)
      if (outcome.length > 0) expect(closed).toBe(hold?.heldDeltaCredits)
      expect(outcome.filter(({ entryType }) => entryType === 'settle').length).toBeLessThanOrEqual(1)
      expect(outcome.filter(({ entryType }) => entryType === 'release').length).toBeLessThanOrEqual(1)
    }
  }

  /** Oldest first. */
  private async ledgerOf({ token }: Learner): Promise<LedgerEntryView[]> {
    const entries: LedgerEntryView[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const path: string = `/wallet/ledger?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
      const page = await this.insist(() =>
        call<{ items: LedgerEntryView[]; nextCursor: string | null }>(path, { token }),
      )
      entries.push(...page.data.items)
      cursor = page.data.nextCursor
    }
    return entries.toReversed()
  }
}
