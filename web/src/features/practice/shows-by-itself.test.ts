import { describe, expect, test } from 'vitest'
import { showsByItself } from './shows-by-itself.ts'
import { keys, run } from './test-support/typing.ts'
import { startTyping, typingReducer, type TypingState } from './typing-state.ts'

describe('what is seen before it is drawn', () => {
  const type = (state: TypingState, text: string, composing = false): boolean => {
    const event = { type: 'typed', index: state.active, text, composing } as const
    return showsByItself(event, state, typingReducer(state, event))
  }
  const begun = startTyping('Well, forty seven cats')

  test.each(['w', 'well', '好'])('letters in a box: %s', (text) => {
    expect(type(begun, text)).toBe(true)
  })

  test('a Space behind a word, right or wrong, with the caret in the next box', () => {
    expect(type(begun, 'well ')).toBe(true)
    expect(type(begun, 'whale ')).toBe(true)
  })

  test('not what stays in its box, fills several, or is still being composed', () => {
    expect(type(run(begun, { type: 'move', to: 3 }), 'dogs ')).toBe(true)
    const atEnd = run(keys(startTyping('Two cats'), 'two '), { type: 'move', to: 1 })
    expect(type(atEnd, 'dogs ')).toBe(false)
    expect(type(begun, 'well forty ')).toBe(false)
    expect(type(begun, ' ')).toBe(false)
    expect(type(begun, 'well', true)).toBe(false)
    const gathered = keys(startTyping('About 47 cats'), 'about forty ')
    expect(type(gathered, 'seven ')).toBe(false)
  })
})
