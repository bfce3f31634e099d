/**
 * What a job waits for, one step after the other or several at once: `report` is the Worker's word on its length, `decode`
 * ffmpeg's next block, `hear` and `recognise` the models (their queue included), `send` a sentence on its way.
 */
export type JobStep = 'source' | 'probe' | 'report' | 'decode' | 'hear' | 'recognise' | 'clip' | 'send'
/** What the models' threads compute, for all jobs. */
export type ThreadStep = 'detect' | 'encode' | 'words'
export type TracedStep = JobStep | ThreadStep

/** Hears of work that was done: when it began and ended, in milliseconds since 1970 with fractions; `lane` tells threads apart. */
export type Trace = (step: TracedStep, beganAt: number, endedAt: number, lane?: number) => void

/** The same clock in every thread. */
export const traceClock = (): number => performance.timeOrigin + performance.now()

export async function traced<T>(trace: Trace | undefined, step: TracedStep, work: () => Promise<T>): Promise<T> {
  const beganAt = traceClock()
  try {
    return await work()
  } finally {
    trace?.(step, beganAt, traceClock())
  }
}

/** Passes values on; each wait for the next one is a piece of work. */
export async function* tracedValues<T>(
  trace: Trace | undefined,
  step: TracedStep,
  values: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  try {
    for (;;) {
      const next = await traced(trace, step, () => values.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    await values.return()
  }
}
