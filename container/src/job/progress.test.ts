import { expect, it, vi } from 'vitest'
import type { RunnerReport } from '../../../workers/contract/runner.ts'
import { createProgressReporter } from './progress.ts'

function reporter() {
  vi.useFakeTimers({ toFake: ['performance'] })
  const reports: RunnerReport[] = []
  const progress = createProgressReporter({ report: async (report) => void reports.push(report) })
  return { progress, percents: () => reports.map((report) => (report.type === 'progress' ? report.percent : null)) }
}

it('reports at most twice a second and never goes back', async () => {
  const { progress, percents } = reporter()
  for (const percent of [1, 5, 3, 4, 20, 10, 30]) {
    progress.report('asr', percent)
    await progress.settled()
    vi.advanceTimersByTime(250)
  }
  vi.useRealTimers()
  expect(percents()).toEqual([1, 5, 20, 30])
})

it('does not repeat itself', async () => {
  const { progress, percents } = reporter()
  for (const percent of [7.2, 7.9, 7]) {
    progress.report('asr', percent)
    await progress.settled()
    vi.advanceTimersByTime(1000)
  }
  vi.useRealTimers()
  expect(percents()).toEqual([7])
})
