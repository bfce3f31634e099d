import type { AcceptedBecause, Token } from './token.ts'

/** `expected` words and `typed` words, from one place on, that say the same. */
export type Block = { expected: number; typed: number; because: AcceptedBecause | undefined }

/** No phrase we accept is longer ("one hundred twenty three thousand four hundred fifty six" has nine words). */
const MOST_WORDS = 12
/** Bounds the search whatever the words are; ordinary words need two or three steps. */
const MOST_STEPS = 200

/**
 * Every way in which words from `i` on and typed words from `j` on say the same, shortest first: "I'd" and "I had",
 * "well known" and "well-known", "21st" and "twenty first". Readings are laid end to end on both sides, and the side
 * that is behind is extended until both meet or differ.
 */
export function sameFrom(expected: readonly Token[], typed: readonly Token[], i: number, j: number): Block[] {
  const left = expected[i]
  const right = typed[j]
  if (left === undefined || right === undefined || (left.firsts & right.firsts) === 0) return NONE
  const search: Search = { expected, typed, i, j, steps: 0, found: [] }
  for (const a of left.readings) {
    for (const b of right.readings) meet(search, a.key, b.key, 1, 1, a.because ?? b.because)
  }
  return search.found
}

const NONE: Block[] = []

type Search = {
  expected: readonly Token[]
  typed: readonly Token[]
  i: number
  j: number
  steps: number
  found: Block[]
}

function meet(
  search: Search,
  left: string,
  right: string,
  a: number,
  b: number,
  because: AcceptedBecause | undefined,
): void {
  search.steps += 1
  if (search.steps > MOST_STEPS || a > MOST_WORDS || b > MOST_WORDS) return
  if (left === right) {
    if (!search.found.some((block) => block.expected === a && block.typed === b)) {
      search.found.push({ expected: a, typed: b, because: because ?? compound(search, a, b) })
    }
  } else if (left.length < right.length) {
    if (!right.startsWith(left)) return
    const rest = right.slice(left.length)
    for (const more of search.expected[search.i + a]?.readings ?? []) {
      if (rest.charCodeAt(0) === more.key.charCodeAt(0)) {
        meet(search, more.key, rest, a + 1, b, because ?? more.because)
      }
    }
  } else if (left.length > right.length) {
    if (!left.startsWith(right)) return
    const rest = left.slice(right.length)
    for (const more of search.typed[search.j + b]?.readings ?? []) {
      if (rest.charCodeAt(0) === more.key.charCodeAt(0)) {
        meet(search, rest, more.key, a, b + 1, because ?? more.because)
      }
    }
  }
}

/** Nothing but the spaces or hyphens differs, unless it is one word on either side, written alike. */
function compound(search: Search, a: number, b: number): AcceptedBecause | undefined {
  if (a > 1 || b > 1) return 'compound'
  return search.expected[search.i]?.isCompound === search.typed[search.j]?.isCompound ? undefined : 'compound'
}
