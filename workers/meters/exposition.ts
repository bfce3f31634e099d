import type { Sample } from './meter-object.ts'

/** The metric families, with what Prometheus wants to know of them. Names and units after prometheus.io/docs/practices/naming. */
const FAMILIES = [
  ['listening_http_requests_total', 'counter', 'Answered requests by route pattern and status.'],
  ['listening_http_request_duration_seconds', 'histogram', 'Time from request to answer.'],
  ['listening_jobs', 'gauge', 'Jobs that have not ended, by status and stage.'],
  ['listening_jobs_ended_total', 'counter', 'Jobs that ended, by outcome and error code.'],
  ['listening_items_total', 'counter', 'Sentences delivered.'],
  ['listening_attempts_total', 'counter', 'Dictation attempts, by whether they were right.'],
] as const

/** Series and values as Prometheus text format 0.0.4, each family under its HELP and TYPE. */
export function exposition(samples: readonly Sample[]): string {
  return FAMILIES.map(([name, type, help]) => {
    const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
    const lines = samples
      .toSorted((a, b) => bucketEnd(a) - bucketEnd(b) || 0)
      .filter(({ series }) =>
        suffixes.some((suffix) => series === name + suffix || series.startsWith(`${name}${suffix}{`)),
      )
      .map(({ series, value }) => `${series} ${value}\n`)
    return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
  }).join('')
}

/** Buckets are read in rising order, `+Inf` last; what is no bucket keeps its place. */
function bucketEnd({ series }: Sample): number {
  const [, end] = /le="([^"]+)"/.exec(series) ?? []
  return end === undefined ? 0 : end === '+Inf' ? Number.POSITIVE_INFINITY : Number(end)
}
