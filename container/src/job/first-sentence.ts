import { traceClock, type Trace, type TracedStep } from '../pipeline/trace.ts'

/** Milliseconds from the start of a job's work to its first sentence's delivery, and how many of them each step took. */
export type FirstSentence = { totalMs: number; steps: Partial<Record<TracedStep, number>> }

/** Hears of a job's steps until its first sentence is delivered; of a step that runs several times at once, time counts once. */
export function traceFirstSentence(onFirst: (first: FirstSentence) => void): Trace {
  const startedAt = traceClock()
  const steps: FirstSentence['steps'] = {}
  const countedUntil = new Map<TracedStep, number>()
  let isDelivered = false
  return (step, beganAt, endedAt) => {
    if (isDelivered) return
    const from = Math.max(beganAt, countedUntil.get(step) ?? 0)
    steps[step] = (steps[step] ?? 0) + Math.max(0, endedAt - from)
    countedUntil.set(step, Math.max(from, endedAt))
    if (step !== 'send') return
    isDelivered = true
    onFirst({ totalMs: endedAt - startedAt, steps })
  }
}
