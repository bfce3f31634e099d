import { describe, expect, test } from 'vitest'
import { retryHelps } from './job-status.ts'

describe('trying a job again', () => {
  test('is offered where the trouble may pass, and after a cancellation', () => {
    expect(retryHelps({ status: 'failed', errorCode: 'runner_lost' })).toBe(true)
    expect(retryHelps({ status: 'failed', errorCode: 'insufficient_credits' })).toBe(true)
    expect(retryHelps({ status: 'cancelled', errorCode: null })).toBe(true)
  })

  test('is not offered where the same file would fail the same way, nor while it runs', () => {
    expect(retryHelps({ status: 'failed', errorCode: 'subtitle_mismatch' })).toBe(false)
    expect(retryHelps({ status: 'failed', errorCode: 'no_audio_track' })).toBe(false)
    expect(retryHelps({ status: 'running', errorCode: null })).toBe(false)
  })
})
