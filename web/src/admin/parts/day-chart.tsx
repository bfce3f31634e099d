import type { DayNumbers } from '../../../../workers/contract/admin-lists.ts'
import { Card } from '../../components/page.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'
import { useFormat } from './use-format.ts'

const WIDTH = 600
const HEIGHT = 150
const FILLS = ['var(--accent)', 'var(--typo)'] as const

type Props = {
  title: string
  days: readonly DayNumbers[]
  /** One or two; their bars stand side by side. */
  series: readonly { name: string; of: (day: DayNumbers) => number }[]
}

/** Bars, a group per day. The same numbers are in a table beneath, for whoever cannot see bars or wants the figure. */
export function DayChart({ title, days, series }: Props) {
  const words = useAdminWords()
  const format = useFormat()
  const highest = Math.max(1, ...days.flatMap((day) => series.map(({ of }) => of(day))))
  const slot = WIDTH / days.length
  const bar = (slot * 0.8) / series.length
  return (
    <Card className="min-w-0 p-5">
      <h2 className="font-semibold">{title}</h2>
      {series.length > 1 && (
        <ul className="mt-1 flex gap-4 text-sm text-muted">
          {series.map(({ name }, index) => (
            <li key={name} className="flex items-center gap-1.5">
              <span aria-hidden className="size-3 rounded-sm" style={{ background: FILLS[index] }} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 grid grid-cols-[auto_1fr] gap-x-2">
        <div aria-hidden className="flex flex-col justify-between text-right text-xs text-muted tabular-nums">
          <span>{format.number(highest)}</span>
          <span>0</span>
        </div>
        <svg
          aria-hidden
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-36 w-full border-b border-line-strong"
        >
          {days.map((day, at) =>
            series.map(({ name, of }, index) => {
              const height = (Math.max(0, of(day)) / highest) * HEIGHT
              const x = at * slot + slot * 0.1 + index * bar
              return (
                <rect
                  key={`${day.day} ${name}`}
                  x={x}
                  y={HEIGHT - height}
                  width={bar}
                  height={height}
                  fill={FILLS[index]}
                >
                  <title>{`${day.day} · ${name}: ${format.number(of(day))}`}</title>
                </rect>
              )
            }),
          )}
        </svg>
        <div aria-hidden className="col-start-2 mt-1 flex justify-between text-xs text-muted tabular-nums">
          <span>{days[0]?.day}</span>
          <span>{days.at(-1)?.day}</span>
        </div>
      </div>
      <details className="mt-2 text-sm">
        <summary className="flex min-h-11 items-center text-muted">{words.number.table}</summary>
        <table className="w-full tabular-nums">
          <thead>
            <tr className="text-left text-muted">
              <th scope="col">{words.number.day}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="text-right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day} className="border-t border-line">
                <th scope="row" className="text-left font-normal">
                  {day.day}
                </th>
                {series.map(({ name, of }) => (
                  <td key={name} className="text-right">
                    {format.number(of(day))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}
