import { expect, it } from 'vitest'
import { createLog } from './log.ts'

it('writes one JSON line an event, with the fields of its job, from the given level on', () => {
  const lines: string[] = []
  const log = createLog('info', {}, (line) => void lines.push(line)).with({ jobId: 'a' })
  log.debug('hidden')
  log.info('job_started', { source: 'stored' })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/\n$/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    event: 'job_started',
    jobId: 'a',
    source: 'stored',
  })
})

it('takes no field that is not on the map of data, also of an object that was put together before', () => {
  const lines: string[] = []
  const log = createLog('info', {}, (line) => void lines.push(line))
  const versions = { node: '24', ytDlp: '2026', unmapped: 1 }
  // @ts-expect-error: `unmapped` is not on it
  log.debug('ready', versions)
  // @ts-expect-error
  log.with(versions)
  const { unmapped: _, ...mapped } = versions
  log.info('ready', { ...mapped, probe_ms: 1 })
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ node: '24', ytDlp: '2026', probe_ms: 1 })
})
