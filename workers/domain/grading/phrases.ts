import type { AcceptedBecause, Fault } from './reasons.ts'
import type { Say } from './say.ts'
import type { Judgement } from './spacing.ts'
import { judgeSpacing } from './spacing.ts'
import type { Token } from './token.ts'

/** `expected` words and `typed` words, from one place on, that say the same, or are spelled as if they did. */
export type Phrase = { expected: number; typed: number } & Judgement

/** Steps one alignment may spend on looking for phrases: some hundred times what a long sentence needs. */
export type Budget = { steps: number }

/** No phrase we accept is longer ("one hundred and twenty three thousand four hundred and fifty six" has twelve words). */
const MOST_WORDS = 16

/**
 * Every way in which words from `i` on and typed words from `j` on say the same: "I'd" and "I had", "well known" and
 * "well-known", "21st" and "twenty first". Readings are laid end to end on both sides, and the side that is behind is
 * extended until both meet or differ; a letter that differs ends the search, so it is short.
 */
export function phrasesFrom(
  expected: readonly Token[],
  typed: readonly Token[],
  i: number,
  j: number,
  budget: Budget,
): readonly Phrase[] {
  const left = expected[i]?.readings ?? NONE
  const right = typed[j]?.readings ?? NONE
  let search: Search | undefined
  for (const a of left) {
    for (const b of right) {
      if (!canMeet(a, b)) continue
      search ??= { expected, typed, i, j, budget, found: [] }
      if (a.key === b.key && a.next === null && b.next === null)
        keep(search, a.span, b.span, joined(a.because, b.because))
      else meet(search, { ...a, words: a.span }, { ...b, words: b.span }, joined(a.because, b.because))
    }
  }
  return search?.found ?? NO_PHRASES
}

const NONE: Token['readings'] = []
const NO_PHRASES: readonly Phrase[] = []

type Because = AcceptedBecause | Fault | undefined
/** The last is the worst. */
const FAULTS: readonly Fault[] = ['apostrophe', 'apostrophe_word', 'homophone']
type Search = {
  expected: readonly Token[]
  typed: readonly Token[]
  i: number
  j: number
  budget: Budget
  found: Phrase[]
}
/** What is left to compare of one side, and how many of its words are used. */
type Side = Say & { words: number }

function meet(search: Search, left: Side, right: Side, because: Because): void {
  search.budget.steps -= 1
  if (search.budget.steps < 0) return
  if (left.key === '' && left.next !== null) {
    for (const more of left.next) meet(search, { ...more, words: left.words }, right, because)
  } else if (right.key === '' && right.next !== null) {
    for (const more of right.next) meet(search, left, { ...more, words: right.words }, because)
  } else if (left.key === right.key && left.next === null && right.next === null) {
    keep(search, left.words, right.words, because)
  } else if (left.key === '') {
    if (left.words >= MOST_WORDS) return
    const token = search.expected[search.i + left.words]
    if (token?.isFiller === true) meet(search, { ...left, words: left.words + 1 }, right, because ?? 'filler')
    for (const more of token?.readings ?? []) {
      if (!canMeet(more, right)) continue
      meet(search, { ...more, words: left.words + more.span }, right, joined(because, more.because))
    }
  } else if (right.key === '') {
    if (right.words >= MOST_WORDS) return
    const token = search.typed[search.j + right.words]
    if (token?.isFiller === true) meet(search, left, { ...right, words: right.words + 1 }, because ?? 'filler')
    for (const more of token?.readings ?? []) {
      if (!canMeet(more, left)) continue
      meet(search, left, { ...more, words: right.words + more.span }, joined(because, more.because))
    }
  } else {
    const length = Math.min(left.key.length, right.key.length)
    if (!(left.key.length === length ? right.key.startsWith(left.key) : left.key.startsWith(right.key))) return
    meet(search, { ...left, key: left.key.slice(length) }, { ...right, key: right.key.slice(length) }, because)
  }
}

/** Most pairs differ in their first letter, which is told without making anything. */
function canMeet(a: Say, b: Say): boolean {
  if (a.key === '' || b.key === '') return true
  if (a.key.charCodeAt(0) !== b.key.charCodeAt(0)) return false
  return a.key.length < b.key.length ? b.key.startsWith(a.key) : a.key.startsWith(b.key)
}

/**
 * A phrase with a fault in it is not right, whatever else is in it; else the first reason is told, of spelling only where
 * there is no other ("kilometres per hour" for "kph").
 */
function joined(a: Because, b: Because): Because {
  if (a === undefined && b === undefined) return undefined
  const worst = FAULTS.findLast((fault) => a === fault || b === fault)
  return worst ?? (a === 'spelling' ? (b ?? a) : (a ?? b))
}

function judge(because: Because, said: readonly Token[], typed: readonly Token[]): Judgement {
  if (because === undefined) return judgeSpacing(said, typed)
  if (because === 'homophone') return { kind: 'wrong', because }
  if (because === 'apostrophe_word') return { kind: 'wrong', because: 'apostrophe' }
  return because === 'apostrophe' ? { kind: 'typo', because } : { kind: 'match', because }
}

/** Nearly all phrases are one word that was typed as it was said. */
const SAME: Phrase = { expected: 1, typed: 1, kind: 'match', because: undefined }
const isPlain = ({ expected, typed, i, j }: Search): boolean => expected[i]?.isCompound === typed[j]?.isCompound

function keep(search: Search, a: number, b: number, because: Because): void {
  const same = search.found.findIndex((phrase) => phrase.expected === a && phrase.typed === b)
  const isFirst = same === -1
  if (!isFirst && search.found[same]?.kind === 'match') return
  if (isFirst && a === 1 && b === 1 && because === undefined && isPlain(search)) {
    search.found.push(SAME)
    return
  }
  const said = search.expected.slice(search.i, search.i + a)
  const typed = search.typed.slice(search.j, search.j + b)
  const phrase: Phrase = { expected: a, typed: b, ...judge(because, said, typed) }
  if (isFirst) search.found.push(phrase)
  else if (phrase.kind === 'match') search.found[same] = phrase
}
