/** Which of a cue's lines are English and which Chinese, and whether a text is English at all. */

const HAN = /\p{Script=Han}/u
const LATIN = /\p{Script=Latin}/gu
const OTHER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}]/gu
const CHINESE_RUN = /[\p{Script=Han}][\p{Script=Han}\d\s，。！？、；：“”‘’（）《》…—·]*/gu
/** A Chinese line may name an "iPhone"; with more Latin words it is two languages in one line. */
const MIN_ENGLISH_WORDS = 3

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Parts the lines of a cue. Lines in neither language are left out; `zh` is empty when there is no Chinese. */
export function splitLanguages(lines: readonly string[]): { english: string; zh: string } {
  const english: string[] = []
  const chinese: string[] = []
  for (const line of lines) {
    const other = count(line, OTHER)
    if (other === 0) {
      // Digits alone ("1984") are read in the language of the rest.
      english.push(line)
    } else if (HAN.test(line) && count(line, /[\p{Script=Latin}][\p{Script=Latin}'’-]*/gu) >= MIN_ENGLISH_WORDS) {
      chinese.push(...(line.match(CHINESE_RUN) ?? []))
      english.push(line.replaceAll(CHINESE_RUN, ' '))
    } else if (HAN.test(line)) {
      chinese.push(line)
    } else if (count(line, LATIN) > other) {
      english.push(line)
    }
  }
  const join = (parts: string[]): string => parts.join(' ').replaceAll(/\s+/gu, ' ').trim()
  return { english: join(english), zh: join(chinese) }
}

/** Words that English cannot do without and its neighbours do not have. */
const COMMON = new Set(
  'the and you that it to of for with this have what they my your are not but there from his she can which would i he was is'.split(
    ' ',
  ),
)
/** Running English has some 30 % of them, other languages of Latin letters hardly any. */
const COMMON_SHARE = 0.1
/** Fewer words tell nothing: "Bonjour" and "Hello" are both possible. */
const ENOUGH_WORDS = 30

/** Whether a text is English as far as can be told; a short one in Latin letters is taken for it. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{Script=Latin}']+/gu) ?? []
  if (words.length < ENOUGH_WORDS) return words.length > 0
  return words.filter((word) => COMMON.has(word)).length >= words.length * COMMON_SHARE
}
