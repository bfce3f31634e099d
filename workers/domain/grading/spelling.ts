import { BRITISH_BEGINNINGS, BRITISH_WORDS, DOUBLED_L, NEVER_IZE } from './lists/spelling-list.ts'

const ISE = /^(.{2,}?)(is|ys)(e|ed|es|er|ers|ing|ingly|able|ation|ations|ational|ationally|ement)$/u
/** "analyse" and its family; "-yse" elsewhere is no spelling of "-yze". */
const YSE_STEM = /(?:anal|paral|catal|electrol|hydrol|dial|breathal)$/u
const DOUBLE_L = /^(.+l)l(ed|ing|ings|er|ers|est|or|ors|ist|ists|ous|ously)$/u
/** "four" and "hour" are no such words, and "humourous" is no spelling of "humorous". */
const OUR_STEMS =
  'armo arbo behavio clamo clango colo demeano enamo endeavo favo flavo glamo harbo hono humo labo ' +
  'neighbo odo parlo ranco rigo rumo savio savo splendo succo tumo valo vapo vigo ardo cando fervo'
const OUR = new RegExp(`^(.*(?:${OUR_STEMS.replaceAll(' ', '|')}))ur(?!ous|ious|ary|if)`, 'u')
const RE = /^(.*(?:met|lit|cent|theat|fib|calib|spect|lust|sab|mit|och|louv|goit|reconnoit|accout))re(s|d)?$/u

/**
 * The American spelling of a British word ("colour" is "color"), or the word itself. Regular families are rules, the
 * rest is a list; "-ise" becomes "-ize" only where both are spellings of one word, so "advize" stays wrong.
 */
export function americanSpelling(word: string): string {
  if (word.length < 3) return word
  const listed = BRITISH_WORDS.get(word)
  if (listed !== undefined) return listed
  const singular = word.endsWith('s') ? BRITISH_WORDS.get(word.slice(0, -1)) : undefined
  if (singular !== undefined) return `${singular}s`
  let american = replaceBeginning(word)
  // Most words are told apart by two letters, which is much cheaper than an expression.
  if (american.includes('our')) american = american.replace(OUR, '$1r')
  if (american.includes('ll')) american = american.replace(DOUBLE_L, singleL)
  if (american.includes('re'))
    american = american.replace(RE, (_, stem: string, ending = '') => `${stem}er${ending === 'd' ? 'ed' : ending}`)
  return american.includes('is') || american.includes('ys') ? american.replace(ISE, withZ) : american
}

function singleL(word: string, stem: string, ending: string): string {
  return DOUBLED_L.has(stem) ? stem + ending : word
}

function withZ(word: string, stem: string, link: string, ending: string): string {
  const isGreek = link === 'is' ? stem.length >= 3 && !NEVER_IZE.test(`${stem}is`) : YSE_STEM.test(stem)
  return isGreek ? `${stem}${link.replace('s', 'z')}${ending}` : word
}

function replaceBeginning(word: string): string {
  if (!STARTS.has(word.slice(0, SHORTEST))) return word
  for (let length = Math.min(word.length, LONGEST); length >= SHORTEST; length -= 1) {
    const american = BRITISH_BEGINNINGS.get(word.slice(0, length))
    if (american !== undefined) return american + word.slice(length)
  }
  return word
}

const BEGINNINGS = [...BRITISH_BEGINNINGS.keys()]
const LONGEST = Math.max(...BEGINNINGS.map((beginning) => beginning.length))
const SHORTEST = Math.min(...BEGINNINGS.map((beginning) => beginning.length))
const STARTS = new Set(BEGINNINGS.map((beginning) => beginning.slice(0, SHORTEST)))
