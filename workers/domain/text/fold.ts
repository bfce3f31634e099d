const APOSTROPHES = /[\u2018\u2019\u201A\u201B\u2032\u02BC\u02B9\u00B4\u0060\uFF07]/gu
const HYPHENS = /[\u2010-\u2015\u2212\u2043\uFE58\uFE63]/gu
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu

/** Letters that no normal form takes apart. */
const ONE_LETTER: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

/**
 * A word as it sounds, whatever keyboard wrote it: full-width forms and ligatures become plain ones (NFKC), every
 * apostrophe is `'`, every dash `-`, letters are lower case and without accents ("Café" is "cafe", "Straße"
 * is "strasse").
 * Punctuation is kept: the caller knows which of it means something.
 */
export function foldWord(word: string): string {
  // Nearly every word is plain ASCII, and the passes below cost more than the whole comparison of two words.
  if (/^[\x20-\x5f\x61-\x7e]*$/u.test(word)) return word.toLowerCase()
  // The apostrophes go first: NFKC would turn "´" into a space and an accent.
  return (
    word
      .replace(APOSTROPHES, "'")
      // "2½" would become "21⁄2".
      .replace(/(\d)(?=[\u00BC-\u00BE\u2150-\u215E])/gu, '$1+')
      .normalize('NFKC')
      .replaceAll('\u2044', '/')
      .replace(APOSTROPHES, "'")
      .replace(HYPHENS, '-')
      .replace(INVISIBLE, '')
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC')
      .replace(/[ßæœøłđðþ]/gu, (letter) => ONE_LETTER[letter] ?? letter)
  )
}
