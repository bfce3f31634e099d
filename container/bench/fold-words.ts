const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const TITLES = new Map([
  ['mr', 'mister'],
  ['mrs', 'missus'],
  ['dr', 'doctor'],
  ['st', 'saint'],
])

/** Pieces between white space, hyphens and dashes. */
export function splitWords(text: string): string[] {
  return text.split(/[\s\u2010-\u2015-]+/u)
}

/** A word without case and punctuation, numbers written out as they are read: "1455" is fourteen fifty five. */
export function foldWord(word: string): string[] {
  const plain = word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (plain === '') return []
  const [, digits, ending] = /^(\d{1,4})(st|nd|rd|th)?$/.exec(plain) ?? []
  if (!digits) return [TITLES.get(plain) ?? plain]
  const spoken = speak(digits)
  return ending ? [...spoken.slice(0, -1), ordinal(spoken.at(-1) ?? '')] : spoken
}

/** Up to four digits as words; four are read in pairs, like a year. */
function speak(digits: string): string[] {
  const value = Number(digits)
  if (digits.length === 4) return [...speak(digits.slice(0, 2)), ...speak(digits.slice(2))]
  if (value >= 100)
    return [SMALL[Math.floor(value / 100)] ?? '', 'hundred', ...(value % 100 ? speak(String(value % 100)) : [])]
  if (value < 20) return [SMALL[value] ?? '']
  return [TENS[Math.floor(value / 10)] ?? '', ...(value % 10 ? [SMALL[value % 10] ?? ''] : [])]
}

const IRREGULAR = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
])

function ordinal(word: string): string {
  return IRREGULAR.get(word) ?? `${word.replace(/y$/, 'ie')}th`
}
