import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { QuoteView } from '../../../../workers/contract/jobs.ts'
import type { LedgerEntryView } from '../../../../workers/contract/wallet.ts'
import { useWalletT } from '../../i18n/wallet.ts'
import { formatClock, formatDateTime, formatNumber } from '../../lib/format.ts'
import type { LedgerRun } from './group-ledger.ts'

/** A code redeemed, a correction, a refund: one entry by itself. */
export function EntryLine({ entry }: { entry: LedgerEntryView }) {
  const t = useWalletT()
  return (
    <Line
      title={t.wallet.types[entry.entryType] ?? entry.entryType}
      job={entry}
      at={entry.createdAt}
      change={<Change credits={entry.deltaCredits} />}
      balance={entry.balanceAfter}
    >
      {entry.codePrefix !== null && (
        <p className="text-sm text-muted">
          <span className="font-mono">{entry.codePrefix}</span>…
        </p>
      )}
      {entry.note !== null && <p className="text-sm [overflow-wrap:anywhere] text-muted">{entry.note}</p>}
    </Line>
  )
}

/** A recording: what it was to cost, what was set aside for it, what it did cost, and what came back. */
export function RunLine({ run }: { run: LedgerRun }) {
  const t = useWalletT()
  const { hold, settle, release, newest } = run
  const isOpen = settle === null && release === null
  const quote = hold?.quote ?? null
  const steps = [
    [t.wallet.steps.quote, quote?.credits],
    [t.wallet.steps.hold, hold?.heldDeltaCredits],
    [t.wallet.steps.settle, settle && -settle.deltaCredits],
    [t.wallet.steps.release, release && -release.heldDeltaCredits],
  ] as const
  return (
    <Line
      title={newest.jobTitle ?? t.wallet.goneJob}
      job={newest}
      at={(hold ?? newest).createdAt}
      change={
        isOpen ? (
          <span className="text-muted">{t.wallet.stillHeld}</span>
        ) : (
          <Change credits={settle?.deltaCredits ?? 0} />
        )
      }
      balance={newest.balanceAfter}
    >
      <ol className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm tabular-nums">
        {steps.map(
          ([name, credits]) =>
            typeof credits === 'number' && (
              <li key={name}>
                <span className="text-muted">{name}</span> {formatNumber(t.locale, credits)}
              </li>
            ),
        )}
      </ol>
      {quote !== null && <QuoteLine quote={quote} />}
    </Line>
  )
}

function QuoteLine({ quote }: { quote: QuoteView }) {
  const t = useWalletT()
  const n = (value: number) => formatNumber(t.locale, value)
  const price = (part: { costPerUnit: number; multiplier: number }) =>
    part.multiplier === 1 ? n(part.costPerUnit) : `${n(part.costPerUnit)} × ${n(part.multiplier)}`
  return (
    <p className="mt-0.5 text-sm text-muted tabular-nums">
      {t.wallet.quoted(formatClock(quote.seconds), price(quote.asr), quote.asr.model)}
      {quote.mt !== null &&
        (quote.mt.unit === 'thousand_characters'
          ? t.wallet.quotedCharacters(quote.mt.estimatedCharacters ?? 0, price(quote.mt), quote.mt.model)
          : t.wallet.quotedTranslation(quote.mt.estimatedSentences, price(quote.mt), quote.mt.model))}
    </p>
  )
}

function Change({ credits }: { credits: number }) {
  const t = useWalletT()
  const sign = credits > 0 ? '+' : credits < 0 ? '−' : ''
  return (
    <span className={credits > 0 ? 'font-medium text-accent' : credits < 0 ? 'font-medium' : 'text-muted'}>
      {sign}
      {formatNumber(t.locale, Math.abs(credits))}
    </span>
  )
}

function Line(props: {
  title: string
  job: Pick<LedgerEntryView, 'jobId' | 'jobTitle'>
  at: string
  change: ReactNode
  balance: number
  children?: ReactNode
}) {
  const t = useWalletT()
  const { jobId, jobTitle } = props.job
  return (
    <li className="flex items-start justify-between gap-4 py-3.5">
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          {jobId !== null && jobTitle !== null ? (
            <>
              {props.title !== jobTitle && `${props.title}: `}
              <Link href={`/jobs/${jobId}`} className="text-accent underline-offset-4 hover:underline">
                {jobTitle}
              </Link>
            </>
          ) : (
            props.title
          )}
        </p>
        <p className="text-sm text-muted">
          <time dateTime={props.at}>{formatDateTime(t.locale, props.at)}</time>
        </p>
        {props.children}
      </div>
      <div className="shrink-0 text-right tabular-nums">
        <p>{props.change}</p>
        <p className="text-sm text-muted">{t.wallet.after(props.balance)}</p>
      </div>
    </li>
  )
}
