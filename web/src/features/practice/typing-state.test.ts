import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import { gradeWithHints, priceOf } from '../../../../workers/domain/practice/hints.ts'
import { keys, run } from './test-support/typing.ts'
import {
  askedCount,
  draftOf,
  givenPlaces,
  startTyping,
  submittedWords,
  typingReducer,
  type TypingEvent,
  type TypingState,
} from './typing-state.ts'

const enter: TypingEvent = { type: 'enter' }

const verdicts = (state: TypingState) => state.slots.map((slot) => slot.verdict)
const typedWords = (state: TypingState) => state.slots.map((slot) => slot.typed)

describe('typing word by word', () => {
  test('there is a slot per word, and punctuation alone is no word', () => {
    expect(startTyping('Well – come in!').slots).toHaveLength(3)
  })

  test('a right word goes on to the next slot at Space', () => {
    const state = keys(startTyping('The cat sat.'), 'the ')
    expect(verdicts(state)).toEqual(['match', 'open', 'open'])
    expect(state.active).toBe(1)
    expect(typedWords(state)[0]).toBe('the')
  })

  test('nothing is judged while a word is typed', () => {
    expect(verdicts(keys(startTyping('The cat sat.'), 'dog'))).toEqual(['open', 'open', 'open'])
  })

  test('a wrong word turns red and typing goes on; editing clears the red, and fixing it goes on where one was', () => {
    let state = keys(startTyping('The cat sat.'), 'dog cat ')
    expect(state.slots[0]).toEqual({ typed: 'dog', verdict: 'wrong' })
    expect(verdicts(state)).toEqual(['wrong', 'match', 'open'])
    expect(state.active).toBe(2)
    state = run(state, { type: 'move', to: 0 }, { type: 'typed', index: 0, text: 'do', composing: false })
    expect(state.slots[0]?.verdict).toBe('open')
    state = run(state, { type: 'typed', index: 0, text: 'the ', composing: false })
    expect(state.slots[0]?.verdict).toBe('match')
    expect(state.active).toBe(2)
  })

  test('Space on a word that is red already moves on and leaves it', () => {
    const wrong = run(keys(startTyping('The cat sat.'), 'dog '), { type: 'move', to: 0 })
    const state = run(wrong, { type: 'typed', index: 0, text: 'dog ', composing: false })
    expect(verdicts(state)).toEqual(['wrong', 'open', 'open'])
    expect(state.active).toBe(1)
  })

  test('Space in an empty slot does nothing', () => {
    const state = keys(startTyping('The cat sat.'), '  the  cat ')
    expect(verdicts(state)).toEqual(['match', 'match', 'open'])
  })

  test('a word that is said as several is gathered into its slot once it is whole', () => {
    const half = keys(startTyping('We saw 47 birds.'), 'we saw forty ')
    expect(verdicts(half)).toEqual(['match', 'match', 'wrong', 'open'])
    const state = keys(half, 'seven birds')
    expect(typedWords(state)).toEqual(['we', 'saw', 'forty seven', 'birds'])
    expect(verdicts(state).slice(0, 3)).toEqual(['match', 'match', 'match'])
  })

  test('of any number of parts, and at the end of a sentence too', () => {
    const long = keys(startTyping('Take 105 apples now please.'), 'take one hundred and five apples ')
    expect(verdicts(long).slice(0, 3)).toEqual(['match', 'match', 'match'])
    expect(typedWords(long)[1]).toBe('one hundred and five')
    const last = run(keys(startTyping('We saw 47.'), 'we saw forty seven'), enter)
    expect(last.phase).toBe('checked')
    expect(submittedWords(last)).toEqual(['we', 'saw', 'forty seven'])
  })

  test('a misspelled contraction can be fixed or left', () => {
    const wrong = keys(startTyping("It's late."), 'is ')
    expect(wrong.slots[0]?.verdict).toBe('wrong')
    expect(wrong.active).toBe(1)
    const fixed = run(wrong, { type: 'typed', index: 0, text: "it's ", composing: false })
    expect(fixed.slots[0]?.verdict).toBe('match')
  })

  test('pasted words fill the slots from there on', () => {
    const state = run(startTyping('The cat sat down.'), {
      type: 'typed',
      index: 0,
      text: 'the cat sat',
      composing: false,
    })
    expect(typedWords(state)).toEqual(['the', 'cat', 'sat', ''])
    expect(verdicts(state)).toEqual(['match', 'match', 'open', 'open'])
    expect(state.active).toBe(2)
  })

  test('while an input method composes, Space completes nothing', () => {
    const state = run(startTyping('The cat sat.'), { type: 'typed', index: 0, text: 'ni hao ', composing: true })
    expect(verdicts(state)).toEqual(['open', 'open', 'open'])
    expect(state.active).toBe(0)
  })

  test('Chinese characters are answered with a hint, not with red', () => {
    const state = run(startTyping('The cat sat.'), { type: 'typed', index: 0, text: '你好 ', composing: false })
    expect(state.news?.kind).toBe('foreign')
    expect(state.slots[0]?.verdict).toBe('open')
  })

  test('Enter in the middle completes the word like Space', () => {
    const state = run(keys(startTyping('The cat sat.'), 'the'), enter)
    expect(state.active).toBe(1)
    expect(state.phase).toBe('typing')
  })

  test('Enter in the last slot checks the sentence', () => {
    const state = run(keys(startTyping('The cat sat.'), 'the cat sit'), enter)
    expect(state.phase).toBe('checked')
    expect(submittedWords(state)).toEqual(['the', 'cat', 'sit'])
  })

  test('Space after the last word does not check yet', () => {
    const state = keys(startTyping('The cat.'), 'the cat ')
    expect(state.phase).toBe('typing')
    expect(run(state, enter).phase).toBe('checked')
  })

  test('Enter with words missing asks once and then checks', () => {
    const asked = run(startTyping('The cat sat.'), enter)
    expect(asked.phase).toBe('typing')
    expect(asked.confirming).toBe(true)
    expect(run(asked, enter).phase).toBe('checked')
    expect(keys(asked, 't').confirming).toBe(false)
  })

  test('after the last slot, Enter leads back to one that was left empty', () => {
    const state = run(startTyping('The cat sat.'), { type: 'move', to: 2 })
    const filled = run(keys(state, 'sat'), enter)
    expect(filled.phase).toBe('typing')
    expect(filled.active).toBe(0)
  })

  test('a revealed word is shown, goes on, and is not sent as heard', () => {
    const state = run(startTyping('The cat sat.'), { type: 'reveal' })
    expect(state.slots[0]).toEqual({ typed: 'The', verdict: 'revealed' })
    expect(state.active).toBe(1)
    expect(submittedWords(run(keys(state, 'cat sat'), enter))).toEqual(['', 'cat', 'sat'])
    expect(run(state, { type: 'typed', index: 0, text: 'x', composing: false })).toBe(state)
  })

  test('a checked sentence is not changed by anything', () => {
    const state = run(startTyping('The cat sat.'), { type: 'check' })
    for (const event of [enter, { type: 'reveal' }, { type: 'move', to: 1 }] satisfies TypingEvent[]) {
      expect(typingReducer(state, event)).toBe(state)
    }
  })

  test('checking judges words that were never completed', () => {
    const state = run(keys(startTyping('The cat sat.'), 'the satt'), { type: 'check' })
    expect(verdicts(state)).toEqual(['match', 'wrong', 'open'])
  })

  test('the same verdict twice is new news twice', () => {
    const first = keys(startTyping('The cat sat.'), 'the ')
    const second = keys(first, 'cat ')
    expect(second.news?.serial).not.toBe(first.news?.serial)
  })

  test('letters show how a word begins, cost a hint once, and the word can still be typed', () => {
    const state = run(startTyping('Extraordinary things.'), { type: 'letters' }, { type: 'letters' })
    expect(state.slots[0]).toEqual({ typed: '', verdict: 'open', letters: 'Ex' })
    expect(state.hints).toEqual([{ kind: 'letters', word: 0 }])
    const typed = keys(state, 'extraordinary ')
    expect(typed.slots[0]?.verdict).toBe('match')
    expect(startTyping('Cats.', { hints: [{ kind: 'letters', word: 0 }] }).slots[0]?.letters).toBe('C')
  })

  test('hints are logged per word, also those about the sentence', () => {
    const state = run(startTyping('The cat.'), { type: 'hint', kind: 'slower' }, { type: 'reveal' })
    expect(state.hints).toEqual([
      { kind: 'slower', word: null },
      { kind: 'word', word: 0 },
    ])
  })

  test('a cloze asks for some words and is done when they are', () => {
    let state = startTyping('The cat sat on the mat.', { asked: new Set([1, 5]) })
    expect(verdicts(state)).toEqual(['given', 'open', 'given', 'given', 'given', 'open'])
    expect(state.active).toBe(1)
    state = run(keys(state, 'cat mat'), enter)
    expect(state.phase).toBe('checked')
    expect(givenPlaces(state)).toEqual([0, 2, 3, 4])
    expect(submittedWords(state)).toEqual(['The', 'cat', 'sat', 'on', 'the', 'mat'])
  })

  test('a draft comes back as it was: judged words judged, the last one open', () => {
    const before = run(keys(startTyping('The cat sat on it.'), 'the dog sa'), { type: 'hint', kind: 'gaps' })
    const after = startTyping('The cat sat on it.', { words: draftOf(before), hints: before.hints })
    expect(typedWords(after)).toEqual(['the', 'dog', 'sa', '', ''])
    expect(verdicts(after)).toEqual(['match', 'wrong', 'open', 'open', 'open'])
    expect(after.active).toBe(2)
    expect(after.hints).toEqual(before.hints)
  })
})

test('the price of a hint is the share of the words that are asked for, which is what it takes off', () => {
  const words = 'And so, my fellow Americans'
  const state = startTyping(words, { asked: new Set([3, 4]) })
  const hints = [{ kind: 'letters', word: 3 }] as const
  const { hintCost } = gradeWithHints(gradeAttempt(words, words.split(' ')), hints, givenPlaces(state))
  expect(priceOf('letters', askedCount(state))).toBe(hintCost)
})

test('typing on in the field of the whole sentence takes back the question of an empty answer, and no other news', () => {
  const asked = run(startTyping('One two'), enter)
  expect(asked).toMatchObject({ confirming: true, news: { kind: 'confirm' } })
  const on = run(asked, { type: 'went_on' })
  expect(on).toMatchObject({ confirming: false, news: null, phase: 'typing' })
  const told = run(on, { type: 'letters' })
  expect(run(told, { type: 'went_on' }).news).toEqual(told.news)
})
