import { isListed } from './lists/common-words.ts'
import { isNumberWord } from './numbers/spoken.ts'

type Form = readonly [stem: string, ending: string]

/** Words that only look as if they had an ending, and words that never take one. */
const NO_ENDING = new Set(
  (
    'always perhaps besides sometimes news series species thus plus lens gas bus across clothes this ' +
    'his yes was has does hundred sacred hatred kindred need indeed because since there where here before therefore ' +
    'else maybe once these those whose more some come came'
  ).split(' '),
)
/** Of those, what takes an ending all the same: "comes", "hundreds", "buses". */
const TAKES_ENDING = new Set('need come hundred here there more some lens gas bus plus'.split(' '))
/** "stop", "plan": the last letter is doubled before "-ed" and "-ing", so "stoped" is no form of it. */
const DOUBLES = /^[^aeiou]*[aeiou][^aeiouwxy]$/u
const TAKES_ES = /(?:[sxz]|[cs]h|o)$/u
const CONSONANT_Y = /[^aeiou]y$/u

/** A word as it stands, and as a stem with a regular ending where its spelling allows that. */
function formsOf(word: string): readonly Form[] {
  const forms: Form[] = [[word, '']]
  if (word.length < 4 || NO_ENDING.has(word)) return forms
  const add = (stem: string, ending: string): void => {
    if (stem.length > 1 && (!NO_ENDING.has(stem) || TAKES_ENDING.has(stem))) forms.push([stem, ending])
  }
  const ending = /(?:s|ed|ing|ly|est|er)$/u.exec(word)?.[0] ?? ''
  const stem = word.slice(0, word.length - ending.length)
  if (ending === 's') {
    // "Menus", "taxis" and "stomachs" are plurals only of what is a word itself; "thus" is none.
    if (!/(?:[suxz]|[cs]h|i|[^aeiou]y)$/u.test(stem) || (/(?:[ui]|ach)$/u.test(stem) && isListed(stem))) add(stem, 's')
    if (stem.endsWith('e') && TAKES_ES.test(stem.slice(0, -1))) add(stem.slice(0, -1), 's')
    if (stem.endsWith('ie')) add(`${stem.slice(0, -2)}y`, 's')
  } else if (ending === 'ed' || ending === 'ing' || ending === 'er' || ending === 'est') {
    // "Carrying" keeps its y, "carried" does not; "agreed" has one e of its own.
    const keepsY = ending === 'ing' || !CONSONANT_Y.test(stem)
    if (!DOUBLES.test(stem) && keepsY && !/[^eoy]e$/u.test(stem)) add(stem, ending)
    if (/[^e]e?$/u.test(stem)) add(`${stem}e`, ending)
    if (stem.at(-1) === stem.at(-2)) add(stem.slice(0, -1), ending)
    if (stem.length > 3 && stem.endsWith('i')) add(`${stem.slice(0, -1)}y`, ending)
  } else if (ending === 'ly') {
    add(stem, ending)
    if (stem.endsWith('i')) add(`${stem.slice(0, -1)}y`, ending)
    if (/[bpgdt]$/u.test(stem)) add(`${stem}le`, ending)
  }
  return forms
}

/** Whether a word, or one it is a regular form of, is on the list. */
export function isCommonWord(word: string): boolean {
  return formsOf(word).some(([stem]) => isListed(stem))
}

/** Beginnings that turn a word's meaning round or change it: "possible" for "impossible" is not a slip. */
const BEGINNINGS = /^(?:un|in|im|il|ir|re|dis|mis)$/u
/** Ends that make another word of one ("health", "healthy") and that no finger puts there by mistake. */
const ENDS = /^(?:y|al|en|or|ful|less|ness|ment|ist|ive|th)$/u

/**
 * What makes a word that is a slip away from the expected one another word instead: the same word with another grammatical
 * ending, heard wrongly ("walk", "walks"), or another number ("seventh", "seventy") or common word ("form", "from").
 * Undefined when it is a mere slip.
 */
export function otherWord(expected: string, typed: string): 'ending' | 'other_word' | undefined {
  const said = formsOf(expected)
  const forms = formsOf(typed)
  if (isOtherEnding(said, forms)) return 'ending'
  if (isNumberWord(expected) && isNumberWord(typed)) return 'other_word'
  for (const [stem, ending] of forms) {
    // "Directer", "grammer" and "truely" only look like forms of "direct", "gram" and "true"; such words are listed.
    if (ending === 'er' || ending === 'est' || ending === 'ly') continue
    // "occured" is "occurred" misspelled, though "occur" is a word.
    if (isListed(stem) && (stem === typed || !said.some(([other]) => other === stem))) return 'other_word'
  }
  const [short, long] = expected.length < typed.length ? [expected, typed] : [typed, expected]
  if (short.length < 4) return undefined
  if (long.endsWith(short) && BEGINNINGS.test(long.slice(0, -short.length))) return 'other_word'
  return typed.startsWith(expected) && ENDS.test(typed.slice(expected.length)) ? 'other_word' : undefined
}

/** Whether two words are one word with different grammatical endings ("walked", "walks"). */
export function isOtherForm(a: string, b: string): boolean {
  return isOtherEnding(formsOf(a), formsOf(b))
}

function isOtherEnding(said: readonly Form[], typed: readonly Form[]): boolean {
  return typed.some(([stem, ending]) =>
    said.some(
      ([other, was]) =>
        stem === other &&
        ending !== was &&
        // "-er" ends many words that are no comparison of anything: "numbe" is "number" misspelled.
        ((ending !== 'er' && was !== 'er') || isListed(stem)),
    ),
  )
}
