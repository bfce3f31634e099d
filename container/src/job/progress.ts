import type { JobStage } from '../../../workers/contract/jobs.ts'
import type { Callbacks } from './callbacks.ts'

const MIN_INTERVAL_MS = 500

export type ProgressReporter = {
  /** Never goes back, and reports at most twice a second; what comes in between is left out. */
  report: (stage: JobStage, percent: number) => void
  /** Resolves when no report is under way, so that what is reported next comes last. */
  settled: () => Promise<void>
}

/** Progress is told and forgotten: trouble with it is trouble with the lease, which the callbacks act on themselves. */
export function createProgressReporter(callbacks: Pick<Callbacks, 'report'>): ProgressReporter {
  let highest = 0
  let lastStage: JobStage | null = null
  let lastPercent = -1
  let lastAt = -Infinity
  let underWay: Promise<void> | null = null

  return {
    report(stage, percent) {
      highest = Math.max(highest, Math.floor(percent))
      const now = performance.now()
      if (underWay || now - lastAt < MIN_INTERVAL_MS || (stage === lastStage && highest === lastPercent)) return
      lastAt = now
      lastStage = stage
      lastPercent = highest
      underWay = callbacks
        .report({ type: 'progress', stage, percent: highest })
        .catch(() => {})
        .finally(() => (underWay = null))
    },
    async settled() {
      await underWay
    },
  }
}
