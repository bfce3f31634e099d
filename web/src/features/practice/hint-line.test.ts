import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { en } from '../../i18n/en.ts'
import { I18nProvider } from '../../i18n/provider.tsx'
import { HintLadder } from './hint-ladder.tsx'
import { announcement, HintLine } from './hint-line.tsx'
import { startTyping, type TypingState, typingReducer } from './typing-state.ts'

function markup(children: ReactNode): string {
  const inside = { language: 'en' as const, dictionary: en, children }
  return renderToStaticMarkup(createElement(I18nProvider, inside))
}

const shown = (state: TypingState, inField: boolean): string =>
  markup(createElement(HintLine, { state, inField, isFirst: false, isUntouched: true }))

const asked = typingReducer(startTyping('One two three four five six seven'), { type: 'enter' })

test('an empty answer is asked about, word by word with the number of words', () => {
  expect(shown(asked, false)).toContain(en.practice.hintConfirm(7))
  expect(announcement(en, asked, false)).toBe(en.practice.hintConfirm(7))
})

test('nobody sees or hears the number of words of a whole sentence without paying for it', () => {
  expect(shown(asked, true)).toContain(en.practice.hintConfirmField)
  expect(shown(asked, true)).not.toContain(en.practice.hintConfirm(7))
  expect(announcement(en, asked, true)).toBe(en.practice.hintConfirmField)
})

test('prices of hints do not tell it either', () => {
  const ladder = (words: number | null): string =>
    markup(createElement(HintLadder, { words, used: [], word: 0, hasCount: true, onHint: () => {} }))
  expect(ladder(5)).toContain('−20')
  expect(ladder(null)).toContain(en.practice.wordShare(0.5))
  expect(ladder(null).replaceAll(/−(?:2|3|4)</gu, '')).not.toMatch(/−\d+</u)
})
