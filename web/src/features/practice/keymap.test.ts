import { describe, expect, test } from 'vitest'
import { bind, isBindable } from './key-bindings.ts'
import { combinationOf, keyAction, type KeyInput, type KeyPlace, keysOf } from './keymap.ts'

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
const inText: KeyPlace = { at: 'text', isReleased: false, isEmpty: false }
const onGoOn: KeyPlace = { ...inText, at: 'goOn' }
const inField: KeyPlace = { ...inText, at: 'field' }
const outside: KeyPlace = { ...inText, at: null }

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
    expect(keyAction(press('Tab'), { ...inText, isReleased: true })).toBeNull()
    expect(keyAction(press('Tab', { shiftKey: true }), inText)).toBeNull()
    expect(keyAction(press('Escape'), inText)).toBe('leave')
  })

  test('Tab and Escape do the same on the button that goes on, and nothing elsewhere', () => {
    expect(keyAction(press('Tab'), onGoOn)).toBe('replay')
    expect(keyAction(press('Escape'), onGoOn)).toBe('leave')
    expect(keyAction(press('Tab'), { ...onGoOn, isReleased: true })).toBeNull()
    for (const key of ['Tab', 'Escape']) expect(keyAction(press(key), outside)).toBeNull()
  })

  test('in any other field every key that types, and every other without Ctrl or Alt, is the field’s', () => {
    for (const key of ['?', '？', '[', ']', '`', 'Tab', 'Escape', 'Enter', 'PageUp', 'PageDown', 'F1']) {
      expect([key, keyAction(press(key), inField)]).toEqual([key, null])
    }
    expect(keyAction(press("'", { ctrlKey: true }), inField)).toBe('replay')
  })

  test('the key beside 1 plays and stops in the text, under a Chinese input method too', () => {
    expect(keyAction(press('`', { code: 'Backquote' }), inText)).toBe('toggle')
    expect(keyAction(press('·', { code: 'Backquote' }), inText)).toBe('toggle')
  })

  test('a letter and Space are nobody else’s, not even where a binding names them', () => {
    for (const key of ['a', 'Z', ' ']) {
      for (const place of [inText, onGoOn, outside])
        expect(keyAction(press(key), place, { next: ['A', 'Z', 'Space'] })).toBeNull()
    }
    expect(keyAction(press('a', { ctrlKey: true }), inText, { next: ['Ctrl+A'] })).toBe('next')
  })

  test('letters, Space and ? in the text belong to the text', () => {
    for (const key of ['a', ' ', '?', '[']) expect(keyAction(press(key, { shiftKey: key === '?' }), inText)).toBeNull()
  })

  test('? opens the sheet outside the text, and in a box where nothing is typed yet', () => {
    expect(keyAction(press('?', { shiftKey: true }), outside)).toBe('sheet')
    expect(keyAction(press('?', { shiftKey: true }), { ...inText, isEmpty: true })).toBe('sheet')
  })

  test('AltGr, which reports Ctrl and Alt, types characters', () => {
    expect(keyAction(press('[', { ctrlKey: true, altKey: true }), inText)).toBeNull()
  })

  test('a held Enter acts once', () => {
    expect(keyAction(press('Enter'), inText)).toBe('enter')
    expect(keyAction(press('Enter', { repeat: true }), inText)).toBeNull()
  })

  test('Alt counts by position, since it types other letters on a Mac', () => {
    expect(keyAction(press('∑', { altKey: true, code: 'KeyW' }), inText)).toBe('playWord')
    expect(keyAction(press('¡', { altKey: true, code: 'Digit1' }), inText)).toBe('hintSlower')
  })
})

describe('keys of one’s own', () => {
  test('take the place of the usual ones, and are taken from whatever had them', () => {
    const mine = bind({}, 'replay', 'Ctrl+.')
    expect(keyAction(press('.', { ctrlKey: true }), inText, mine)).toBe('replay')
    expect(keyAction(press("'", { ctrlKey: true }), inText, mine)).toBeNull()
    expect(keysOf(mine, 'next')).toEqual(['PageDown'])
    expect(keyAction(press('Tab'), inText, mine)).toBeNull()
  })

  test('may be anything that is not typing, and nothing the browser needs', () => {
    for (const good of ['Ctrl+;', 'Alt+R', 'F2', 'Tab', '`']) expect([good, isBindable(good)]).toEqual([good, true])
    for (const bad of ['A', 'Space', 'Shift+A', 'Enter', 'Ctrl+C', 'Ctrl+V', 'Escape', 'Backspace'])
      expect([bad, isBindable(bad)]).toEqual([bad, false])
  })

  test('are written the same whatever the keyboard says of the sign', () => {
    expect(combinationOf(press('；', { ctrlKey: true, code: 'Semicolon' }))).toBe('Ctrl+;')
    expect(combinationOf(press('Control', { ctrlKey: true }))).toBeNull()
    expect(combinationOf(press('e', { ctrlKey: true, altKey: true }))).toBeNull()
  })
})
