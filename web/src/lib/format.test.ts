import { expect, test } from 'vitest'
import { formatAgo, formatBytes, formatClock } from './format.ts'

test('sizes and clocks read well', () => {
  expect(formatBytes('en', 0)).toBe('0 B')
  expect(formatBytes('en', 5 * 1024 * 1024)).toBe('5 MB')
  expect(formatBytes('en', 1.5 * 1024 ** 3)).toBe('1.5 GB')
  expect(formatClock(65)).toBe('1:05')
  expect(formatClock(3725)).toBe('1:02:05')
})

test('times are told from now', () => {
  const now = Date.parse('2026-01-10T12:00:00Z')
  expect(formatAgo('en', '2026-01-10T11:59:40Z', now)).toBe('this minute')
  expect(formatAgo('en', '2026-01-10T09:00:00Z', now)).toBe('3 hours ago')
  expect(formatAgo('zh-CN', '2026-01-09T11:00:00Z', now)).toBe('昨天')
  expect(formatAgo('en', '2025-12-01T00:00:00Z', now)).toContain('2025')
})
