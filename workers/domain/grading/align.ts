import type { Block } from './blocks.ts'
import { sameFrom } from './blocks.ts'
import { isSlip, likeness } from './slip.ts'
import type { Token } from './token.ts'

/** One step of an alignment, in reading order. A `match` may span several words on either side. */
export type Step =
  | ({ kind: 'match' } & Block)
  | { kind: 'typo' | 'wrong'; expected: 1; typed: 1 }
  | { kind: 'missing'; expected: 1; typed: 0 }
  | { kind: 'added'; expected: 0; typed: 1 }

// A wrong word costs a little more than a missing one and less than a missing and an added one, so it stands beside
// the word it was meant for; among several such words the likest wins, then the one whose box it was typed into.
const GAP = 1000
const TYPO = 500
const WRONG = 1000
const UNLIKE = 300
const OTHER_BOX = 1

const MISSING: Step = { kind: 'missing', expected: 1, typed: 0 }
const ADDED: Step = { kind: 'added', expected: 0, typed: 1 }
const SLIP: Step = { kind: 'typo', expected: 1, typed: 1 }
const WRONG_STEP: Step = { kind: 'wrong', expected: 1, typed: 1 }

/**
 * The cheapest way to turn the expected words into the typed ones, in order. Costs are worked out from the end, so
 * that of two equally good ways the one that matches earlier words is taken: of "the the", the second was added.
 */
export function align(expected: readonly Token[], typed: readonly Token[]): Step[] {
  const n = expected.length
  const width = typed.length + 1
  const cost = new Int32Array((n + 1) * width)
  const steps: Array<Step | undefined> = Array.from({ length: (n + 1) * width })

  for (let i = n; i >= 0; i -= 1) {
    for (let j = typed.length; j >= 0; j -= 1) {
      const cell = i * width + j
      const left = expected[i]
      const right = typed[j]
      if (left === undefined || right === undefined) {
        cost[cell] = (n - i + typed.length - j) * GAP
        steps[cell] = left === undefined ? ADDED : MISSING
        continue
      }
      let best = Number.POSITIVE_INFINITY
      let step: Step = WRONG_STEP
      for (const block of sameFrom(expected, typed, i, j)) {
        const price = at(cost, cell + block.expected * width + block.typed)
        if (price < best) {
          best = price
          step = { kind: 'match', ...block }
        }
      }
      const away = left.slot === right.slot ? 0 : OTHER_BOX
      const diagonal = at(cost, cell + width + 1) + away
      if (diagonal < best) {
        const slip = isSlip(left, right)
        const price = diagonal + (slip ? TYPO : WRONG + Math.round(UNLIKE * (1 - likeness(left, right))))
        if (price < best) {
          best = price
          step = slip ? SLIP : WRONG_STEP
        }
      }
      const without = at(cost, cell + width) + GAP
      if (without < best) {
        best = without
        step = MISSING
      }
      const extra = at(cost, cell + 1) + GAP
      if (extra < best) {
        best = extra
        step = ADDED
      }
      cost[cell] = best
      steps[cell] = step
    }
  }
  return trace(steps, n, width)
}

function trace(steps: ReadonlyArray<Step | undefined>, n: number, width: number): Step[] {
  const path: Step[] = []
  let i = 0
  let j = 0
  while (i < n || j < width - 1) {
    const step = steps[i * width + j]
    if (step === undefined) break
    path.push(step)
    i += step.expected
    j += step.typed
  }
  return path
}

function at(row: Int32Array, index: number): number {
  return row[index] ?? 0
}
