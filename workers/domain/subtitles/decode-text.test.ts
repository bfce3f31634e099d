import { expect, it } from 'vitest'
import { decodeSubtitleText } from './decode-text.ts'

const utf16 = (text: string, big: boolean): number[] =>
  [...text].flatMap((char) => {
    const code = char.charCodeAt(0)
    return big ? [code >> 8, code & 255] : [code & 255, code >> 8]
  })

it.each<[string, number[], string]>([
  ['UTF-8', [...new TextEncoder().encode('Café 你好')], 'Café 你好'],
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x48, 0x69], 'Hi'],
  ['UTF-16, little end first', [0xff, 0xfe, ...utf16('Café 你好', false)], 'Café 你好'],
  ['UTF-16, big end first', [0xfe, 0xff, ...utf16('Café', true)], 'Café'],
  ['UTF-16 without a mark', utf16('1\n00:00 --> 00:01\nHello', false), '1\n00:00 --> 00:01\nHello'],
  ['Western', [0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x61, 0x94, 0x21], 'Café “a”!'],
  ['Chinese', [0xc4, 0xe3, 0xba, 0xc3, 0x20, 0x48, 0x69], '你好 Hi'],
])('%s', (_, bytes, text) => {
  expect(decodeSubtitleText(Uint8Array.from(bytes))).toBe(text)
})
