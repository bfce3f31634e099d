import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { en } from '../../i18n/en.ts'
import { I18nProvider } from '../../i18n/provider.tsx'
import { HintLine } from './hint-line.tsx'
import { startTyping, type TypingState, typingReducer } from './typing-state.ts'

function shown(state: TypingState, inField: boolean): string {
  const line = createElement(HintLine, { state, inField, isFirst: false, isUntouched: true })
  const inside = { language: 'en' as const, dictionary: en, children: line }
  return renderToStaticMarkup(createElement(I18nProvider, inside))
}

const asked = typingReducer(startTyping('One two three four five six seven'), { type: 'enter' })

test('an empty answer is asked about, word by word with the number of words', () => {
  expect(shown(asked, false)).toContain(en.practice.hintConfirm(7))
})

test('nobody hears the number of words of a whole sentence without paying for it', () => {
  const line = shown(asked, true)
  expect(line.split(en.practice.hintConfirmField)).toHaveLength(3)
  expect(line).not.toContain(en.practice.hintConfirm(7))
})
