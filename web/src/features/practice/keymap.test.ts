import { describe, expect, test } from 'vitest'
import { keyAction, type KeyInput } from './keymap.ts'

const press = (key: string, more: Partial<KeyInput> = {}): KeyInput => ({
  key,
  code: '',
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
})
const inText = { inText: true, tabReplays: true }
const outside = { inText: false, tabReplays: false }

describe('the keys of practice', () => {
  test.each([
    ["'", 'replay'],
    [';', 'reveal'],
    [',', 'previous'],
    ['.', 'next'],
    ['[', 'slower'],
    [']', 'faster'],
  ])('Ctrl and %s is %s', (key, action) => {
    expect(keyAction(press(key, { ctrlKey: true }), inText)).toBe(action)
  })

  test('a full-width character of an input method counts by its position', () => {
    expect(keyAction(press('；', { ctrlKey: true, code: 'Semicolon' }), inText)).toBe('reveal')
  })

  test('a letter that sits where our sign sits elsewhere stays a letter', () => {
    expect(keyAction(press('v', { ctrlKey: true, code: 'Period' }), inText)).toBeNull()
  })

  test('no key acts during composition, Enter included', () => {
    for (const key of ['Enter', 'Tab', 'Escape', 'Backspace']) {
      expect(keyAction(press(key, { isComposing: true }), inText)).toBeNull()
      expect(keyAction(press(key, { keyCode: 229 }), inText)).toBeNull()
    }
    expect(keyAction(press("'", { ctrlKey: true, isComposing: true }), inText)).toBeNull()
  })

  test('Tab replays in the text, and not after Escape; Shift and Tab never does', () => {
    expect(keyAction(press('Tab'), inText)).toBe('replay')
    expect(keyAction(press('Tab'), { inText: true, tabReplays: false })).toBeNull()
    expect(keyAction(press('Tab', { shiftKey: true }), inText)).toBeNull()
    expect(keyAction(press('Escape'), inText)).toBe('leave')
  })

  test('letters, Space and ? in the text belong to the text', () => {
    for (const key of ['a', ' ', '?', '[']) expect(keyAction(press(key, { shiftKey: key === '?' }), inText)).toBeNull()
  })

  test('? outside the text opens the sheet', () => {
    expect(keyAction(press('?', { shiftKey: true }), outside)).toBe('sheet')
  })

  test('AltGr, which reports Ctrl and Alt, types characters', () => {
    expect(keyAction(press('[', { ctrlKey: true, altKey: true }), inText)).toBeNull()
  })

  test('a held Enter acts once', () => {
    expect(keyAction(press('Enter'), inText)).toBe('enter')
    expect(keyAction(press('Enter', { repeat: true }), inText)).toBeNull()
  })
})
