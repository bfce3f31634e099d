import { BRITISH_STEMS, BRITISH_WORDS, ONLY_ISE } from './spelling-list.ts'

const ISE = /^(.{2,}?)(is|ys)(e|ed|es|er|ers|ing|able|ation|ations|ational)$/u
const DERIVED = /^(s|ed|ing|er|ers|ful|fully|less|able|ably|ite|ites|ist|ists|y|hood|hoods|al|ally|ly|d|r|rs|es|ism)?$/u

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
  return replaceStem(word)
}

/** "analyse" and its family; "-yse" elsewhere is no spelling of "-yze". */
const YSE_STEMS = new Set(['anal', 'paral', 'catal', 'electrol', 'hydrol', 'dial', 'breathal', 'psychoanal'])

/** "colourful" is the stem "colour" and an ending; "four" is not, whatever its letters. */
function replaceStem(word: string): string {
  if (!STEM_STARTS.has(word.slice(0, SHORTEST_STEM))) return word
  for (let length = Math.min(word.length, LONGEST_STEM); length >= SHORTEST_STEM; length -= 1) {
    const american = BRITISH_STEMS.get(word.slice(0, length))
    if (american !== undefined && DERIVED.test(word.slice(length))) return american + word.slice(length)
  }
  return word
}

const STEM_LENGTHS = [...BRITISH_STEMS.keys()].map((stem) => stem.length)
const LONGEST_STEM = Math.max(...STEM_LENGTHS)
const SHORTEST_STEM = Math.min(...STEM_LENGTHS)
const STEM_STARTS = new Set([...BRITISH_STEMS.keys()].map((stem) => stem.slice(0, SHORTEST_STEM)))
