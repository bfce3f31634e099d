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
