import { expect, test } from 'vitest'
import { mediaLink } from './media-link.ts'

test('a link is taken with or without its scheme', () => {
  expect(mediaLink(' https://example.com/a.mp4 ')).toBe('https://example.com/a.mp4')
  expect(mediaLink('example.com/a.mp4')).toBe('https://example.com/a.mp4')
})

test('other texts are no links', () => {
  for (const text of ['', 'hello', 'two words.here', 'ftp://example.com/a', 'javascript:alert(1)', 'https://']) {
    expect(mediaLink(text)).toBeNull()
  }
})
