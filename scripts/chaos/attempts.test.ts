import { expect, it } from 'vitest'
import { Attempts } from './attempts.ts'
import type { Fate } from './flaky-proxy.ts'

/** Attempts of one job: when, in seconds, and what became of each. */
function attemptsAt(...rows: readonly (readonly [seconds: number, fate: Fate])[]): Attempts {
  const attempts = new Attempts()
  rows.forEach(([seconds, fate], index) => {
    const body = Buffer.from(JSON.stringify({ jobId: 'job', lease: index + 1 }))
    attempts.note({ method: 'POST', body, at: seconds * 1000 }, fate)
  })
  return attempts
}

it('a job may fail by four attempts that came to grief, and not by fewer', () => {
  const grief = [
    [0, 'unheard'],
    [5, 'unanswered'],
    [8, 503],
    [20, 'unheard'],
  ] as const
  expect(attemptsAt(...grief).unearned('job')).toEqual(['job: failed after 3 attempts'])
  expect(attemptsAt(...grief, [60, 'unheard']).unearned('job')).toEqual([])
})

it('nor by attempts that nothing happened to, but for one that the wire may have silenced', () => {
  expect(attemptsAt([0, 'unheard'], [5, 202], [20, 'unheard'], [60, 'unheard']).unearned('job')).toEqual([])
  const spared = attemptsAt([0, 202], [9, 202], [20, 'unheard'], [60, 'unheard'])
  expect(spared.unearned('job')).toEqual(['job: failed, though nothing happened to 2 of its last 4 attempts'])
  spared.strike(10_000)
  expect(spared.unearned('job')).toEqual([])
})

it('a job that nobody answered for waits before it is tried again, unless something was struck', () => {
  const hasty = attemptsAt([0, 'unheard'], [1, 'unheard'], [9, 202], [10, 202])
  expect(hasty.haste('job')).toEqual(['job: waited 1000 ms after nobody had answered for lease 1'])
  hasty.strike(500)
  expect(hasty.haste('job')).toEqual([])
})
