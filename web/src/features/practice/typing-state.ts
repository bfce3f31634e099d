import { checkWord } from '../../../../workers/domain/grading/check-word.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'

/**
 * Typing one sentence, as a pure machine. Every slot is one word of the transcript. A word is judged when it is completed
 * (Space, or Enter before the end), never while it is typed; editing takes the judgement back. Enter with nothing left
 * to fill ends in `checked`; with words missing it first asks for a second Enter.
 */
export type SlotVerdict = 'open' | 'match' | 'typo' | 'wrong' | 'revealed'
export type Slot = { typed: string; verdict: SlotVerdict }

/** What just happened, for the hint line and the live region. `serial` makes the same news new again. */
export type News = {
  kind: 'match' | 'typo' | 'wrong' | 'revealed' | 'confirm' | 'foreign'
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
}

export type TypingEvent =
  /** The input's text changed; `composing` while an input method is at work, when nothing may act. */
  | { type: 'typed'; index: number; text: string; composing: boolean }
  | { type: 'enter' }
  | { type: 'move'; to: number }
  | { type: 'reveal' }
  | { type: 'check' }

/** The server takes 100 characters a word; nobody types so many in earnest. */
const LONGEST = 60

const FOREIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。；]/u

/**
 * Words that may rightly be typed as several: "would've", "47", "well-known", "gonna". Their slot keeps a Space after a
 * miss, so that the learner can simply go on ("forty" … "forty seven").
 */
const MAY_BE_SEVERAL = /['’\d%$£€-]|^(?:gonna|wanna|gotta|kinda|cannot|okay|ok|alright|lemme|gimme)\b/iu

export function startTyping(transcript: string): TypingState {
  const expected = splitWords(transcript)
  return {
    expected,
    slots: expected.map(() => ({ typed: '', verdict: 'open' })),
    active: 0,
    phase: 'typing',
    confirming: false,
    news: null,
  }
}

const isSettled = (slot: Slot) => slot.verdict === 'match' || slot.verdict === 'revealed'
const isEmpty = (slot: Slot) => slot.typed.trim() === '' && slot.verdict !== 'revealed'

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

/** Judges the text in a slot. A match goes on to the next slot; a miss stays, red and editable. */
function complete(state: TypingState, index: number, text: string): TypingState {
  const expected = state.expected[index]
  if (expected === undefined || text === '') return state
  const verdict = checkWord(expected, text)
  const kept = verdict !== 'match' && MAY_BE_SEVERAL.test(expected) ? `${text} ` : text
  const judged = tell(withSlot(state, index, { typed: kept, verdict }), verdict, index)
  return verdict === 'match' ? { ...judged, active: nextSlot(judged, index) } : { ...judged, active: index }
}

/** Several words put in at once (pasted, or spoken into a phone) fill the empty slots from here on. */
function distribute(state: TypingState, index: number, words: readonly string[], endsOpen: boolean): TypingState {
  let now: TypingState = state
  let at = index
  for (const [order, word] of words.entries()) {
    const expected = now.expected[at]
    if (expected === undefined) break
    const isLast = order === words.length - 1
    if (isLast && endsOpen) return { ...withSlot(now, at, { typed: word, verdict: 'open' }), active: at }
    const verdict = checkWord(expected, word)
    now = tell(withSlot(now, at, { typed: word, verdict }), verdict, at)
    at += 1
  }
  return { ...now, active: Math.min(at, now.slots.length - 1) }
}

function typed(state: TypingState, event: Extract<TypingEvent, { type: 'typed' }>): TypingState {
  const slot = state.slots[event.index]
  if (slot === undefined || slot.verdict === 'revealed') return state
  const calm: TypingState = { ...state, active: event.index, confirming: false }
  const text = event.text.slice(0, Math.max(LONGEST, event.composing ? 0 : LONGEST * 8))
  if (event.composing) return withSlot(calm, event.index, { typed: text, verdict: 'open' })

  const words = text.trim().split(/\s+/u).filter(Boolean)
  const ended = /\s$/u.test(text)
  const before = slot.typed.trim()
  if (FOREIGN.test(text)) {
    return tell(
      withSlot(calm, event.index, { typed: text.trim().slice(0, LONGEST), verdict: 'open' }),
      'foreign',
      event.index,
    )
  }
  // A Space in an empty slot is a slip of the thumb.
  if (words.length === 0) return withSlot(calm, event.index, { typed: '', verdict: 'open' })
  const joined = words.join(' ')
  if (ended && before === joined && (slot.verdict === 'wrong' || slot.verdict === 'typo')) {
    // Only a Space was added to a miss: the learner moves on. One taken away leaves no Space at the end.
    if (text.length > slot.typed.length) {
      return { ...withSlot(calm, event.index, { ...slot, typed: before }), active: nextSlot(calm, event.index) }
    }
  }
  const growing = slot.typed.includes(' ') && MAY_BE_SEVERAL.test(state.expected[event.index] ?? '')
  if (words.length > 1 && !growing) {
    const rest = state.slots.slice(event.index + 1, event.index + words.length)
    if (before === '' || rest.every(isEmpty)) return distribute(calm, event.index, words, !ended)
    // A Space inside a finished word, with words after it: take it out again.
    return withSlot(calm, event.index, { typed: words.join('').slice(0, LONGEST), verdict: 'open' })
  }
  if (ended) return complete(calm, event.index, joined.slice(0, LONGEST))
  return withSlot(calm, event.index, { typed: text.trimStart().slice(0, LONGEST), verdict: 'open' })
}

/** Judges every slot that was filled but never completed; then the sentence is over. */
function check(state: TypingState): TypingState {
  const slots = state.slots.map((slot, index): Slot => {
    const text = slot.typed.trim()
    const expected = state.expected[index]
    if (slot.verdict !== 'open' || text === '' || expected === undefined) return { ...slot, typed: text }
    return { typed: text, verdict: checkWord(expected, text) }
  })
  return { ...state, slots, phase: 'checked', confirming: false, news: null }
}

function enter(state: TypingState): TypingState {
  const slot = state.slots[state.active]
  if (slot === undefined) return check(state)
  const text = slot.typed.trim()
  if (emptySlots(state) === 0) return check(state)
  if (text === '' && slot.verdict !== 'revealed') {
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
    case 'enter':
      return enter(state)
    case 'check':
      return check(state)
    case 'move':
      return event.to === state.active || state.slots[event.to] === undefined
        ? state
        : { ...state, active: event.to, confirming: false }
    case 'reveal': {
      const expected = state.expected[state.active]
      const slot = state.slots[state.active]
      if (expected === undefined || slot === undefined || isSettled(slot)) return state
      const shown = withSlot(state, state.active, { typed: expected, verdict: 'revealed' })
      return {
        ...tell(shown, 'revealed', state.active),
        active: nextSlot(shown, state.active),
        confirming: false,
      }
    }
  }
}

/** What is sent to be graded, slot by slot. A shown word was not heard, so its slot is sent empty. */
export function submittedWords(state: TypingState): string[] {
  return state.slots.map((slot) => (slot.verdict === 'revealed' ? '' : slot.typed.trim()))
}
