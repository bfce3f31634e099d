import { BRITISH_BEGINNINGS, BRITISH_STEMS, BRITISH_WORDS, ONLY_ISE } from './spelling-list.ts'

const ISE = /^(.{2,}?)(is|ys)(e|ed|es|er|ers|ing|able|ation|ations|ational)$/u
const DERIVED = /^(?:s|ed|ing|ings|er|ers|ful|fully|less|able|ably|ite|ites|ist|ists|y|hood|hoods|al|ally|ly)?$/u
/** After a doubled l only endings that begin with a vowel sound: "travell" is no word, "initially" no doubling. */
const AFTER_DOUBLE_L = /^(?:ed|ing|ings|er|ers|or|ors|ist|ists|ous|ously)$/u

/**
 * The American spelling of a British word ("colour" is "color"), or the word itself. Regular families are rules and
 * stems, the rest is a list; "-ise" becomes "-ize" only where both are spellings of one word, so "advize" stays wrong.
 */
export function americanSpelling(word: string): string {
  if (word.length < 3) return word
  const listed = BRITISH_WORDS.get(word)
  if (listed !== undefined) return listed
  const ise = word.includes('is') || word.includes('ys') ? ISE.exec(word) : null
  if (ise !== null) {
    const [, stem = '', link = '', ending = ''] = ise
    if (link === 'is' && stem.length >= 3 && !ONLY_ISE.has(`${stem}is`)) return `${stem}iz${ending}`
    if (link === 'ys' && YSE_STEMS.has(stem)) return `${stem}yz${ending}`
  }
  return replaceBeginning(word)
}

/** "analyse" and its family; "-yse" elsewhere is no spelling of "-yze". */
const YSE_STEMS = new Set(['anal', 'paral', 'catal', 'electrol', 'hydrol', 'dial', 'breathal', 'psychoanal'])

/** "colourful" is the stem "colour" and an ending; "four" is not, whatever its letters. */
function replaceBeginning(word: string): string {
  if (!STARTS.has(word.slice(0, SHORTEST))) return word
  for (let length = Math.min(word.length, LONGEST); length >= SHORTEST; length -= 1) {
    const beginning = word.slice(0, length)
    const ending = word.slice(length)
    const american = BRITISH_BEGINNINGS.get(beginning)
    if (american !== undefined) return american + ending
    const stem = BRITISH_STEMS.get(beginning)
    if (stem !== undefined && (beginning.endsWith('ll') ? AFTER_DOUBLE_L : DERIVED).test(ending)) return stem + ending
  }
  return word
}

const BEGINNINGS = [...BRITISH_STEMS.keys(), ...BRITISH_BEGINNINGS.keys()]
const LONGEST = Math.max(...BEGINNINGS.map((beginning) => beginning.length))
const SHORTEST = Math.min(...BEGINNINGS.map((beginning) => beginning.length))
const STARTS = new Set(BEGINNINGS.map((beginning) => beginning.slice(0, SHORTEST)))
