import { sizeOf } from './letter-set.ts'
import type { Budget, Phrase } from './phrases.ts'
import { phrasesFrom } from './phrases.ts'
import type { AcceptedBecause, MarkedBecause } from './reasons.ts'
import { isSlip, isSplitSlip } from './slip.ts'
import type { Token } from './token.ts'

/** One step of an alignment, in reading order. A phrase may span several words on either side. */
export type Step = { expected: number; typed: number } & (
  | { kind: 'match'; because: AcceptedBecause | undefined }
  | { kind: 'typo'; because: MarkedBecause }
  | { kind: 'wrong'; because: MarkedBecause | undefined }
  | { kind: 'missing' | 'added'; because: 'filler' | undefined }
)

// A wrong word costs nearly as much as a missing and an added one: words that are right decide where the others stand,
// and what is typed instead of a word stands beside it. Among several such words the likest wins, then the one whose
// box it was typed into.
const GAP = 1000
const TYPO = 500
const WRONG = 1600
const UNLIKE = 300
/** What sounds the same stands where it was heard, before any word that was misheard. */
const HOMOPHONE = 550
/** "Um" may be left out or put in, but is better matched than skipped. */
const FILLER = 20
const OTHER_BOX = 1
/** A slip that also moves a word boundary is taken only where no reading word by word is as good. */
const SPLIT = 100
/** Bounds the time for input made to waste it; 400 words of prose use a few thousand. */
const MOST_STEPS = 200_000

/** From about a hundred words on each side on, keeping what was compared pays. */
const MANY_CELLS = 10_000

const MISSING: Step = { kind: 'missing', expected: 1, typed: 0, because: undefined }
const ADDED: Step = { kind: 'added', expected: 0, typed: 1, because: undefined }
const LEFT_OUT: Step = { kind: 'missing', expected: 1, typed: 0, because: 'filler' }
const PUT_IN: Step = { kind: 'added', expected: 0, typed: 1, because: 'filler' }
const SLIP: Step = { kind: 'typo', expected: 1, typed: 1, because: 'spelling' }
const SLIP_IN_TWO: Step = { kind: 'typo', expected: 1, typed: 2, because: 'spelling' }
const SLIP_IN_ONE: Step = { kind: 'typo', expected: 2, typed: 1, because: 'spelling' }
const SOUNDS_ALIKE: Step = { kind: 'wrong', expected: 1, typed: 1, because: 'homophone' }
const OTHER: Step = { kind: 'wrong', expected: 1, typed: 1, because: undefined }

/**
 * The cheapest way to turn the expected words into the typed ones, in order. Costs are worked out from the end, so
 * that of two equally good ways the one that matches earlier words is taken: of "the the", the second was added.
 */
export function align(expected: readonly Token[], typed: readonly Token[]): Step[] {
  const width = typed.length + 1
  const cost = new Int32Array((expected.length + 1) * width)
  const steps: Step[] = []
  steps.length = cost.length
  const budget: Budget = { steps: MOST_STEPS }
  const compare = cost.length > MANY_CELLS ? keptLikeness(expected, typed) : likeness
  for (let cell = cost.length - 1; cell >= 0; cell -= 1) {
    const i = Math.floor(cell / width)
    const j = cell % width
    const left = expected[i]
    const right = typed[j]
    if (left === undefined) {
      if (right === undefined) continue
      cost[cell] = at(cost, cell + 1) + (right.isFiller ? FILLER : GAP)
      steps[cell] = right.isFiller ? PUT_IN : ADDED
      continue
    }
    let best = at(cost, cell + width) + (left.isFiller ? FILLER : GAP)
    let step: Step = left.isFiller ? LEFT_OUT : MISSING
    if (right === undefined) {
      cost[cell] = best
      steps[cell] = step
      continue
    }
    const extra = at(cost, cell + 1) + (right.isFiller ? FILLER : GAP)
    if (extra < best) {
      best = extra
      step = right.isFiller ? PUT_IN : ADDED
    }
    const away = right.slot === null || right.slot === left.slot ? 0 : OTHER_BOX
    const diagonal = at(cost, cell + width + 1) + away
    if (diagonal + TYPO <= best) {
      const shared = sizeOf(left.letters & right.letters)
      const all = left.size + right.size - shared
      const one = compare(left, right, all - shared)
      const price =
        diagonal + (one === SLIP ? TYPO : one === OTHER ? WRONG + Math.round(UNLIKE * (1 - shared / all)) : HOMOPHONE)
      if (price <= best) {
        best = price
        step = one
      }
    }
    if ((left.firsts & right.firsts) !== 0) {
      if (isSplitSlip(left, right, typed[j + 1], 'parts', budget)) {
        const price = at(cost, cell + width + 2) + TYPO + SPLIT + away
        if (price <= best) {
          best = price
          step = SLIP_IN_TWO
        }
      } else if (isSplitSlip(right, left, expected[i + 1], 'whole', budget)) {
        const price = at(cost, cell + 2 * width + 1) + 2 * TYPO + SPLIT + away
        if (price <= best) {
          best = price
          step = SLIP_IN_ONE
        }
      }
      for (const phrase of phrasesFrom(expected, typed, i, j, budget)) {
        const price = at(cost, cell + phrase.expected * width + phrase.typed) + priceOf(phrase) + away
        if (price <= best) {
          best = price
          step = phrase
        }
      }
    }
    cost[cell] = best
    steps[cell] = step
  }
  return trace(steps, expected.length, width)
}

function priceOf(phrase: Phrase): number {
  if (phrase.kind === 'match') return 0
  return (phrase.kind === 'typo' ? TYPO : HOMOPHONE) * phrase.expected
}

type Likeness = (left: Token, right: Token, apart: number) => Step

/** How two words are to each other. */
const likeness: Likeness = (left, right, apart) =>
  soundAlike(left, right) ? SOUNDS_ALIKE : isSlip(left, right, apart) ? SLIP : OTHER

/** The same for long texts, where each two words are compared once, however often they come. */
function keptLikeness(expected: readonly Token[], typed: readonly Token[]): Likeness {
  const rows = new Map<string, number>()
  const columns = new Map<string, number>()
  for (const { key } of expected) if (!rows.has(key)) rows.set(key, rows.size)
  for (const { key } of typed) if (!columns.has(key)) columns.set(key, columns.size)
  const known: Step[] = []
  known.length = rows.size * columns.size
  return (left, right, apart) => {
    const place = (rows.get(left.key) ?? 0) * columns.size + (columns.get(right.key) ?? 0)
    return (known[place] ??= likeness(left, right, apart))
  }
}

function soundAlike(a: Token, b: Token): boolean {
  return (
    a.sounds.length > 0 && b.sounds.length > 0 && a.key !== b.key && a.sounds.some((each) => b.sounds.includes(each))
  )
}

function trace(steps: readonly Step[], height: number, width: number): Step[] {
  const path: Step[] = []
  let i = 0
  let j = 0
  while (i < height || j < width - 1) {
    const step = steps[i * width + j] ?? OTHER
    path.push(step)
    i += step.expected
    j += step.typed
  }
  return path
}

function at(row: Int32Array, index: number): number {
  return row[index] ?? 0
}
