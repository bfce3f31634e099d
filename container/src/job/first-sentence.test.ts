import { expect, it } from 'vitest'
import { traceClock } from '../pipeline/trace.ts'
import { traceFirstSentence, type FirstSentence } from './first-sentence.ts'

it('adds up the steps until the first sentence is delivered, and hears no more after it', () => {
  const heard: FirstSentence[] = []
  const trace = traceFirstSentence((first) => heard.push(first))
  const at = traceClock()
  trace('source', at, at + 10)
  trace('recognise', at + 10, at + 110)
  trace('recognise', at + 60, at + 160)
  trace('recognise', at + 20, at + 150)
  trace('source', at + 170, at + 175)
  trace('send', at + 180, at + 200)
  trace('send', at + 300, at + 400)
  expect(heard).toHaveLength(1)
  const rounded = Object.entries(heard[0]?.steps ?? {}).map(([step, ms]) => [step, Math.round(ms)])
  expect(rounded).toEqual([
    ['source', 15],
    ['recognise', 150],
    ['send', 20],
  ])
  expect(heard[0]?.totalMs).toBeGreaterThanOrEqual(200)
})
