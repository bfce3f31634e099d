import { describe, expect, test } from 'vitest'
import { bytesOf, fileProblem, missingParts, planParts } from './upload-plan.ts'

describe('planning an upload', () => {
  test('parts count from 1, cover every byte once, and only the last is shorter', () => {
    expect(planParts(25, 10)).toEqual([
      { part: 1, start: 0, end: 10 },
      { part: 2, start: 10, end: 20 },
      { part: 3, start: 20, end: 25 },
    ])
    expect(planParts(20, 10)).toHaveLength(2)
    expect(bytesOf(planParts(123_457, 1000))).toBe(123_457)
  })

  test('nothing to send is no part', () => {
    expect(planParts(0, 10)).toEqual([])
  })

  test('after an interruption only missing parts are sent', () => {
    expect(missingParts(planParts(25, 10), [1, 3]).map(({ part }) => part)).toEqual([2])
  })
})

describe('a chosen file', () => {
  const file = (name: string, type: string, size = 10) => ({ name, type, size })

  test('is taken by its type or by its name', () => {
    expect(fileProblem(file('a.bin', 'video/mp4'), 100)).toBeNull()
    expect(fileProblem(file('Lecture.MKV', ''), 100)).toBeNull()
  })

  test('is refused when plainly wrong', () => {
    expect(fileProblem(file('a.pdf', 'application/pdf'), 100)).toBe('not-media')
    expect(fileProblem(file('a.mp4', 'video/mp4', 0), 100)).toBe('empty')
    expect(fileProblem(file('a.mp4', 'video/mp4', 101), 100)).toBe('too-large')
  })

  test('is not measured before the limit is known', () => {
    expect(fileProblem(file('a.mp4', 'video/mp4', 1e12), null)).toBeNull()
  })
})
