import type { AcceptedBecause, Reading } from './readings.ts'
import type { Token } from './token.ts'

/** `expected` words and `typed` words, from one place on, that say the same. */
export type Block = {
  kind: 'match' | 'typo'
  expected: number
  typed: number
  because: AcceptedBecause | undefined
}

/** Steps one alignment may spend on looking for phrases: some hundred times what a long sentence needs. */
export type Budget = { steps: number }

/** No phrase we accept is longer ("one hundred twenty three thousand four hundred fifty six" has nine words). */
const MOST_WORDS = 12

/**
 * Every way in which words from `i` on and typed words from `j` on say the same: "I'd" and "I had", "well known" and
 * "well-known", "21st" and "twenty first". Readings are laid end to end on both sides, and the side that is behind is
 * extended until both meet or differ; a letter that differs ends the search, so it is short.
 */
export function sameFrom(
  expected: readonly Token[],
  typed: readonly Token[],
  i: number,
  j: number,
  budget: Budget,
): readonly Block[] {
  const left = expected[i]
  const right = typed[j]
  if (left === undefined || right === undefined) return []
  const search: Search = { expected, typed, i, j, budget, found: [] }
  for (const a of left.readings) {
    for (const b of right.readings) meet(search, a.key, b.key, 1, 1, a.because ?? b.because)
  }
  return search.found
}

type Search = {
  expected: readonly Token[]
  typed: readonly Token[]
  i: number
  j: number
  budget: Budget
  found: Block[]
}

/** `left` and `right` are what is left to compare of `a` expected and `b` typed words. */
function meet(search: Search, left: string, right: string, a: number, b: number, because: Reading['because']): void {
  if (left === right) {
    keep(search, a, b, because)
    return
  }
  search.budget.steps -= 1
  if (search.budget.steps < 0 || a > MOST_WORDS || b > MOST_WORDS) return
  if (left.length < right.length && right.startsWith(left)) {
    const rest = right.slice(left.length)
    for (const more of search.expected[search.i + a]?.readings ?? []) {
      if (rest.charCodeAt(0) === more.key.charCodeAt(0)) meet(search, more.key, rest, a + 1, b, because ?? more.because)
    }
  } else if (left.length > right.length && left.startsWith(right)) {
    const rest = left.slice(right.length)
    for (const more of search.typed[search.j + b]?.readings ?? []) {
      if (rest.charCodeAt(0) === more.key.charCodeAt(0)) meet(search, rest, more.key, a, b + 1, because ?? more.because)
    }
  }
}

function keep(search: Search, a: number, b: number, because: Reading['because']): void {
  if (search.found.some((block) => block.expected === a && block.typed === b)) return
  const said = search.expected.slice(search.i, search.i + a)
  const typed = search.typed.slice(search.j, search.j + b)
  const isSpacedAlike = a === 1 && b === 1 && said[0]?.isCompound === typed[0]?.isCompound
  if (because !== undefined || isSpacedAlike) search.found.push({ kind: 'match', expected: a, typed: b, because })
  else if (isCompound(said, typed)) search.found.push({ kind: 'match', expected: a, typed: b, because: 'compound' })
  else search.found.push({ kind: 'typo', expected: a, typed: b, because: undefined })
}

/** Word pairs that mean one thing apart and another joined. */
const TWO_THINGS = new Set('may be,all ready,all together,now here,no body'.split(','))

/**
 * Whether words that differ in spaces or hyphens only are two ways to write one compound. Not "a part" and "apart", nor
 * three plain words run together ("thecatsat"): there a space was forgotten.
 */
function isCompound(said: readonly Token[], typed: readonly Token[]): boolean {
  if (isOtherWhenJoined(said) || isOtherWhenJoined(typed)) return false
  if (said.length <= 2 && typed.length <= 2) return true
  return [said, typed].some(
    (words) => words.some((word) => word.isCompound) || words.every((word) => word.key.length === 1),
  )
}

/** "a lot" is not "alot", but "U S A" is "USA". */
function isOtherWhenJoined(words: readonly Token[]): boolean {
  if (words.length < 2) return false
  if (TWO_THINGS.has(words.map((word) => word.key).join(' '))) return true
  return words.some((word) => word.key === 'a') && words.some((word) => word.key.length > 1)
}
