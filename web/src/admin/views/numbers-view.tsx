import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DayNumbers } from '../../../../workers/contract/admin-lists.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card } from '../../components/page.tsx'
import { checkLedger, getNumbers } from '../../lib/api/admin.ts'
import { DayChart } from '../parts/day-chart.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

const LIVE_MS = 15_000
const sum = (days: readonly DayNumbers[], of: (day: DayNumbers) => number) =>
  days.reduce((total, day) => total + of(day), 0)

export function NumbersView() {
  const words = useAdminWords()
  const format = useFormat()
  const numbers = useQuery({ queryKey: ['numbers'], queryFn: getNumbers, refetchInterval: LIVE_MS })
  const { data } = numbers
  if (!data) {
    return numbers.isError ? <ErrorNote error={numbers.error} onRetry={() => void numbers.refetch()} /> : <Waiting />
  }
  const seconds = (ms: number) => words.number.seconds(format.number(Math.round(ms / 100) / 10))
  const spread = (value: typeof data.jobMs) =>
    value === null ? words.number.none : words.number.spread(seconds(value.median), seconds(value.p95))
  const ended = sum(data.days, (day) => day.jobs)
  const succeeded = sum(data.days, (day) => day.succeeded)
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card className="p-5">
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Figure name={words.number.ratio}>
            {ended === 0 ? words.number.none : `${format.number((succeeded / ended) * 100)}%`}
          </Figure>
          <Figure name={words.number.learners}>{format.number(data.totals.learners)}</Figure>
          <Figure name={words.number.first}>{spread(data.firstSentenceMs)}</Figure>
          <Figure name={words.number.latency}>{spread(data.jobMs)}</Figure>
          <Figure name={words.number.outstanding}>{format.number(data.totals.creditsOutstanding)}</Figure>
          <Figure name={words.number.storage}>
            {words.number.stored(format.bytes(data.storage.sourceBytes), format.bytes(data.storage.clipBytes))}
          </Figure>
        </dl>
      </Card>
      <Card className="p-5">
        <h2 className="font-semibold">{words.number.stages}</h2>
        {data.stages.length === 0 ? (
          <p className="mt-2 text-muted">{words.number.noOpen}</p>
        ) : (
          <ul className="mt-3 flex flex-col gap-2">
            {data.stages.map(({ stage, jobs }) => (
              <li key={stage} className="grid grid-cols-[7rem_1fr_auto] items-center gap-3">
                {words.job.stages[stage]}
                <meter
                  className="h-3 w-full"
                  aria-label={words.job.stages[stage]}
                  value={jobs}
                  max={Math.max(...data.stages.map((other) => other.jobs))}
                />
                <span className="tabular-nums">{format.number(jobs)}</span>
              </li>
            ))}
          </ul>
        )}
        <Books />
      </Card>
      <DayChart
        title={words.number.success}
        days={data.days}
        series={[
          { name: words.number.succeeded, of: (day) => day.succeeded },
          { name: words.number.failed, of: (day) => day.jobs - day.succeeded },
        ]}
      />
      <DayChart
        title={words.number.speech}
        days={data.days}
        series={[{ name: words.number.speech, of: (day) => day.speechSeconds }]}
      />
      <DayChart
        title={words.number.money}
        days={data.days}
        series={[
          { name: words.number.redeemed, of: (day) => day.creditsRedeemed },
          { name: words.number.consumed, of: (day) => day.creditsConsumed },
        ]}
      />
    </div>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  )
}

function Books() {
  const words = useAdminWords()
  const format = useFormat()
  const check = useMutation({ mutationFn: checkLedger })
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h2 className="mb-2 font-semibold">{words.number.books}</h2>
      <Button look="outline" disabled={check.isPending} onClick={() => check.mutate()}>
        {words.number.check}
      </Button>
      <p role="status" className={`mt-2 ${check.data?.ok === false ? 'text-wrong' : ''}`}>
        {check.data &&
          (check.data.ok
            ? words.number.booksOk(format.number(check.data.entries))
            : words.number.booksWrong(check.data.faults.length))}
      </p>
      {check.isError && <ErrorNote error={check.error} />}
    </div>
  )
}

function Waiting() {
  const words = useAdminWords()
  return (
    <div role="status" aria-label={words.loading} className="grid gap-4 lg:grid-cols-2">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="skeleton h-56" />
      ))}
    </div>
  )
}
