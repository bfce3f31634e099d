import { checkWord } from '../../../../workers/domain/grading/check-word.ts'
import type { Strictness } from '../../../../workers/domain/grading/strictness.ts'
import { hasHint } from '../../../../workers/domain/practice/hints.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'
import type { HintKind, UsedHint } from '../../../../workers/contract/practice.ts'

/**
 * Typing one sentence, as a pure machine. Every slot is one word of the transcript. A word is judged when it is completed
 * (Space, or Enter before the end), never while it is typed, and typing goes on in the next one whatever the verdict;
 * editing takes the judgement back. Enter with nothing left to fill ends in `checked`; with words missing it first asks
 * for a second Enter. `given` slots were never asked for (cloze).
 */
export type SlotVerdict = 'open' | 'match' | 'typo' | 'wrong' | 'revealed' | 'given'
export type Slot = {
  typed: string
  verdict: SlotVerdict
  /** The beginning of the word, once the learner asked for it. */
  letters?: string
}

/** What just happened, for the hint line and the live region. `serial` makes the same news new again. */
export type News = {
  kind: 'match' | 'typo' | 'wrong' | 'revealed' | 'letters' | 'confirm' | 'foreign'
  index: number
  serial: number
}

export type TypingState = {
  expected: readonly string[]
  slots: readonly Slot[]
  active: number
  phase: 'typing' | 'checked'
  confirming: boolean
  news: News | null
  /** Every hint that was taken, once. */
  hints: readonly UsedHint[]
  strictness: Strictness
}

export type TypingEvent =
  /** The input's text changed; `composing` while an input method is at work, when nothing may act. */
  | { type: 'typed'; index: number; text: string; composing: boolean }
  /** Something was typed where there are no slots: what was about to be asked is no longer. */
  | { type: 'went_on' }
  | { type: 'enter' }
  | { type: 'move'; to: number }
  /** To the next box that can be typed in, forwards or back. */
  | { type: 'step'; by: 1 | -1 }
  | { type: 'reveal' }
  | { type: 'letters' }
  /** A hint about the whole sentence; what it does is done elsewhere. */
  | { type: 'hint'; kind: HintKind }
  | { type: 'check' }

/** The server takes 100 characters a word; nobody types so many in earnest. */
const LONGEST = 60

const FOREIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。；]/u

/** Words that may rightly be typed as several: "would've", "47", "well-known", "gonna". */
const MAY_BE_SEVERAL = /['’\d%$£€-]|^(?:gonna|wanna|gotta|kinda|cannot|okay|ok|alright|lemme|gimme)\b/iu
/** "one hundred and five" is the longest that is looked back for. */
const MOST_PARTS = 4

export type Beginning = {
  /** Places that are asked for; the others are given. Null asks for all. */
  asked?: ReadonlySet<number> | null
  /** What was typed before, slot by slot, and the hints that were taken. */
  words?: readonly string[]
  hints?: readonly UsedHint[]
  strictness?: Strictness
}

export function startTyping(
  transcript: string,
  { asked = null, words = [], hints = [], strictness = 'standard' }: Beginning = {},
): TypingState {
  const expected = splitWords(transcript)
  const last = expected.length - 1 - [...expected.keys()].toReversed().findIndex((at) => (words[at] ?? '') !== '')
  const slots = expected.map((word, at): Slot => {
    if (asked !== null && !asked.has(at)) return { typed: word, verdict: 'given' }
    if (hasHint(hints, 'word', at)) return { typed: word, verdict: 'revealed' }
    const typed = (words[at] ?? '').slice(0, LONGEST)
    const begun: Slot = { typed, verdict: typed !== '' && at < last ? checkWord(word, typed, strictness) : 'open' }
    return hasHint(hints, 'letters', at) ? { ...begun, letters: firstLetters(word) } : begun
  })
  const open = slots.findIndex((slot, at) => !isSettled(slot) && (slot.typed === '' || at === last))
  return {
    expected,
    slots,
    active: Math.max(0, open === -1 ? slots.findIndex((slot) => !isSettled(slot)) : open),
    phase: 'typing',
    confirming: false,
    news: null,
    hints,
    strictness,
  }
}

/** The first letter, and what stands before it; two of a long word. */
function firstLetters(word: string): string {
  const [letters = ''] = /^[^\p{L}\p{N}]*[\p{L}\p{N}]{1,2}/u.exec(word) ?? []
  return word.length > 6 ? letters : letters.replace(/([\p{L}\p{N}])[\p{L}\p{N}]$/u, '$1')
}

const isFixed = (slot: Slot) => slot.verdict === 'revealed' || slot.verdict === 'given'
const isSettled = (slot: Slot) => slot.verdict === 'match' || isFixed(slot)
const isEmpty = (slot: Slot) => slot.typed.trim() === '' && !isFixed(slot)

export function emptySlots(state: TypingState): number {
  return state.slots.filter(isEmpty).length
}

function tell(state: TypingState, kind: News['kind'], index: number): TypingState {
  return { ...state, news: { kind, index, serial: (state.news?.serial ?? 0) + 1 } }
}

function withSlot(state: TypingState, index: number, slot: Slot): TypingState {
  return { ...state, slots: state.slots.map((old, at) => (at === index ? slot : old)) }
}

/** The first slot after `index` that is not settled; round to the front; else the next one, or the last. */
function nextSlot(state: TypingState, index: number): number {
  const later = state.slots.findIndex((slot, at) => at > index && !isSettled(slot))
  if (later !== -1) return later
  const empty = state.slots.findIndex(isEmpty)
  if (empty !== -1) return empty
  return Math.min(index + 1, state.slots.length - 1)
}

/**
 * Judges the text in a slot and goes on to the next. A number or a contraction that was typed as several words, each in a
 * slot of its own, is gathered into its slot once it is whole: "forty", "seven" for 47.
 */
function complete(state: TypingState, index: number, text: string): TypingState {
  const expected = state.expected[index]
  if (expected === undefined || text === '') return state
  const verdict = checkWord(expected, text, state.strictness)
  if (verdict !== 'match') {
    const gathered = gather(state, index, text)
    if (gathered !== null) return gathered
  }
  const slot = { ...state.slots[index], typed: text, verdict }
  const judged = tell(withSlot(state, index, slot), verdict, index)
  return { ...judged, active: nextSlot(judged, index) }
}

function gather(state: TypingState, index: number, text: string): TypingState | null {
  for (let first = index - 1; first >= Math.max(0, index - MOST_PARTS); first -= 1) {
    const slot = state.slots[first]
    const expected = state.expected[first]
    if (slot === undefined || expected === undefined || isSettled(slot) || slot.typed === '') return null
    if (!MAY_BE_SEVERAL.test(expected)) continue
    const parts = state.slots.slice(first, index).map(({ typed }) => typed.trim())
    const joined = [...parts, text].join(' ')
    if (checkWord(expected, joined, state.strictness) !== 'match') continue
    const slots = state.slots.map((old, at): Slot => {
      if (at === first) return { ...old, typed: joined, verdict: 'match' }
      return at > first && at <= index ? { ...old, typed: '', verdict: 'open' } : old
    })
    return { ...tell({ ...state, slots }, 'match', first), active: first + 1 }
  }
  return null
}

/** Several words put in at once (pasted, or spoken into a phone) fill the empty slots from here on. */
function distribute(state: TypingState, index: number, words: readonly string[], endsOpen: boolean): TypingState {
  let now: TypingState = state
  let at = index
  for (const [order, word] of words.entries()) {
    const expected = now.expected[at]
    if (expected === undefined) break
    const isLast = order === words.length - 1
    if (isLast && endsOpen)
      return { ...withSlot(now, at, { ...now.slots[at], typed: word, verdict: 'open' }), active: at }
    now = complete({ ...now, active: at }, at, word)
    at = now.active
  }
  return now
}

function typed(state: TypingState, event: Extract<TypingEvent, { type: 'typed' }>): TypingState {
  const slot = state.slots[event.index]
  if (slot === undefined || isFixed(slot)) return state
  const calm: TypingState = { ...state, active: event.index, confirming: false }
  const text = event.text.slice(0, Math.max(LONGEST, event.composing ? 0 : LONGEST * 8))
  const put = (now: string): TypingState => withSlot(calm, event.index, { ...slot, typed: now, verdict: 'open' })
  if (event.composing) return put(text)
  const words = text.trim().split(/\s+/u).filter(Boolean)
  if (FOREIGN.test(text)) return tell(put(text.trim().slice(0, LONGEST)), 'foreign', event.index)
  // A Space in an empty slot is a slip of the thumb.
  if (words.length === 0) return put('')
  const ended = /\s$/u.test(text)
  const joined = words.join(' ')
  // Only a Space was added to what is judged already: on to the next.
  if (ended && slot.verdict !== 'open' && slot.typed.trim() === joined) {
    return { ...calm, active: nextSlot(calm, event.index) }
  }
  const isLast = state.slots.slice(event.index + 1).every(isSettled)
  const growing = MAY_BE_SEVERAL.test(state.expected[event.index] ?? '') && (isLast || slot.typed.includes(' '))
  if (words.length > 1 && !growing) {
    const rest = state.slots.slice(event.index + 1, event.index + words.length)
    if (slot.typed.trim() === '' || rest.every(isEmpty)) return distribute(calm, event.index, words, !ended)
    // A Space inside a finished word, with words after it: take it out again.
    return put(words.join('').slice(0, LONGEST))
  }
  if (!ended) return put(text.trimStart().slice(0, LONGEST))
  const done = complete(calm, event.index, joined.slice(0, LONGEST))
  // Behind the last word there is no other slot to go on in: the Space stays, so that "forty seven" can.
  const here = done.slots[event.index]
  return growing && here !== undefined && here.verdict !== 'match' && done.active === event.index
    ? withSlot(done, event.index, { ...here, typed: `${joined} ` })
    : done
}

/** Judges every slot that was filled but never completed; then the sentence is over. */
function check(state: TypingState): TypingState {
  const slots = state.slots.map((slot, index): Slot => {
    const text = slot.typed.trim()
    const expected = state.expected[index]
    if (slot.verdict !== 'open' || text === '' || expected === undefined) return { ...slot, typed: text }
    return { ...slot, typed: text, verdict: checkWord(expected, text, state.strictness) }
  })
  return { ...state, slots, phase: 'checked', confirming: false, news: null }
}

function enter(state: TypingState): TypingState {
  const slot = state.slots[state.active]
  if (slot === undefined) return check(state)
  const text = slot.typed.trim()
  if (emptySlots(state) === 0) return check(state)
  if (isEmpty(slot)) {
    return state.confirming ? check(state) : tell({ ...state, confirming: true }, 'confirm', state.active)
  }
  if (slot.verdict === 'open') return complete(state, state.active, text)
  return { ...state, active: nextSlot(state, state.active) }
}

export function typingReducer(state: TypingState, event: TypingEvent): TypingState {
  if (state.phase === 'checked') return state
  switch (event.type) {
    case 'typed':
      return typed(state, event)
    case 'went_on':
      return state.confirming ? { ...state, confirming: false, news: null } : state
    case 'enter':
      return enter(state)
    case 'check':
      return check(state)
    case 'move':
      return event.to === state.active || state.slots[event.to] === undefined
        ? state
        : { ...state, active: event.to, confirming: false }
    case 'step': {
      let to = state.active + event.by
      while (state.slots[to]?.verdict === 'given') to += event.by
      return state.slots[to] === undefined ? state : { ...state, active: to, confirming: false }
    }
    case 'hint':
      return withHint(state, { kind: event.kind, word: null })
    case 'letters':
    case 'reveal': {
      const expected = state.expected[state.active]
      const slot = state.slots[state.active]
      if (expected === undefined || slot === undefined || isSettled(slot)) return state
      const calm = { ...state, confirming: false }
      if (event.type === 'letters') {
        const begun = withSlot(calm, state.active, {
          ...slot,
          typed: '',
          verdict: 'open',
          letters: firstLetters(expected),
        })
        return withHint(tell(begun, 'letters', state.active), { kind: 'letters', word: state.active })
      }
      const shown = withSlot(calm, state.active, { typed: expected, verdict: 'revealed' })
      return withHint(
        { ...tell(shown, 'revealed', state.active), active: nextSlot(shown, state.active) },
        { kind: 'word', word: state.active },
      )
    }
  }
}

function withHint(state: TypingState, hint: UsedHint): TypingState {
  return hasHint(state.hints, hint.kind, hint.word) ? state : { ...state, hints: [...state.hints, hint] }
}

/** What is sent to be graded, slot by slot. A shown word was not heard, so its slot is sent empty. */
export function submittedWords(state: TypingState): string[] {
  return state.slots.map((slot) => (slot.verdict === 'revealed' ? '' : slot.typed.trim()))
}

/** What is in each slot, to go on with later; given and shown words are known anyway. */
export const draftOf = (state: TypingState): string[] =>
  state.slots.map((slot) => (isFixed(slot) ? '' : slot.typed.trim()))

/** How many words were asked for. */
export const askedCount = (state: TypingState): number => state.slots.filter((slot) => slot.verdict !== 'given').length

export const givenPlaces = (state: TypingState): number[] =>
  [...state.slots.keys()].filter((at) => state.slots[at]?.verdict === 'given')
