import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** The runner's own numbers, served in Prometheus text format on a port of their own. */
export function createMetrics() {
  const registry = new Registry()
  // Memory, CPU and event loop delay of this process.
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    jobs: new Counter({
      name: 'runner_jobs_total',
      help: 'Jobs that ended, by outcome: completed, an error code, or why they were stopped.',
      labelNames: ['outcome'],
      registers,
    }),
    runningJobs: new Gauge({ name: 'runner_running_jobs', help: 'Jobs being worked on.', registers }),
    stageSeconds: new Histogram({
      name: 'runner_stage_seconds',
      help: 'Seconds a job spent in a stage: fetch, audio_extract (probing), asr (decoding to the last sentence).',
      labelNames: ['stage'],
      buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000],
      registers,
    }),
    firstSentenceSeconds: new Histogram({
      name: 'runner_first_sentence_seconds',
      help: 'Seconds from the beginning of the work on a job to the delivery of its first sentence.',
      buckets: [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 30],
      registers,
    }),
    speechSeconds: new Counter({
      name: 'runner_speech_seconds_total',
      help: 'Seconds of speech that were recognised.',
      registers,
    }),
    realTimeFactor: new Histogram({
      name: 'runner_recognition_real_time_factor',
      help: 'Seconds one thread computed per second of speech, by segment.',
      buckets: [0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1],
      registers,
    }),
    requests: new Counter({
      name: 'runner_requests_total',
      help: 'Answers of the runner, by route and status.',
      labelNames: ['route', 'status'],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
