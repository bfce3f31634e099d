import { isNumberWord } from './numbers/spoken.ts'

/** The folded words after a word with 's, and whether a comma or full stop stands between the two of them. */
export type Following = { next: string | undefined; second: string | undefined; isApart: boolean }

/** What the 's of a noun may be. */
export type NounS = { isVerb: boolean; isPossessive: boolean }

const POSSESSIVE: NounS = { isVerb: false, isPossessive: true }
const VERB: NounS = { isVerb: true, isPossessive: false }
const EITHER: NounS = { isVerb: true, isPossessive: true }

/** After a noun with 's these make it a verb: "John's at home". None of them can be owned or tell what is owned. */
const NO_NOUN = new Set(
  (
    'a an the not been got gone going gonna so very too really just always never still already also even only almost ' +
    'quite pretty probably certainly definitely maybe often usually sometimes now here there today tomorrow tonight back ' +
    'away out up down off over in on at from with for about under behind near without as like my your his her our their ' +
    'this that these those all some no any one him them me you it done made come become taken given seen died supposed worth what why where how who asleep awake alone able afraid ' +
    'again than when while because if and or but to into of by since until till before after during enough i he she we they'
  ).split(' '),
)
/** "Peter's bought a car": what has happened. Those that are nouns as well ("cut", "run") are left out. */
const DONE = new Set(
  (
    'left lost broken known won bought found told said heard had sent spent brought thought felt kept met paid sold stolen written driven eaten ' +
    'fallen forgotten grown hurt meant risen sung sat slept spoken stood thrown woken worn begun built caught chosen drawn ' +
    'drunk flown frozen gotten held hidden shown stuck taught torn understood'
  ).split(' '),
)
/** "Jane's tall", but "Jane's tall friend": a noun may come after these. */
const ADJECTIVE = new RegExp(
  `^(?:${(
    'happy sad angry hungry thirsty tired ready sure right wrong good great bad nice fine okay ok late early friendly lonely silly busy sick ill ' +
    'dead alive glad sorry true crazy dangerous important different difficult easy hard cold hot warm cool better worse ' +
    'open closed tall short small big large little long young old new rich poor free full empty strong weak thin fat clean ' +
    'dirty dry wet dark bright heavy soft loud quiet fast slow deep high low wide safe cheap expensive simple clever ' +
    'smart stupid funny kind polite rude lazy brave calm cute lovely ugly amazing terrible strange weird normal special ' +
    'perfect popular foreign red blue green black white yellow brown pink gray grey quick close upset broke drunk bored ' +
    'pregnant silent absent ancient excellent innocent Chinese'
  ).replaceAll(' ', '|')}|.{3,}(?:ful|ous|less|able|ible|ish))$`,
  'u',
)
const LY_NOUN =
  /^(?:family|reply|supply|jelly|belly|bully|ally|assembly|fly|butterfly|lily|july|italy|early|daily|weekly|friendly|lovely|lonely|ugly|silly)$/u
const ING_NOUN = /^(?:string|spring|evening|morning|ceiling|clothing)$/u
/** What somebody does or has: "my mother's cooking". */
const ING_BOTH =
  /^(?:cook|meet|wedd|build|feel|writ|train|open|warn|draw|sing|danc|paint|end|hear|teach|speak|read)ing$/u
/** What is told a name or a day: "my name's Bob", "today's Monday". */
const TELLS = /^(?:name|today|tomorrow|yesterday|day)$/u
const DAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/u

/**
 * Whether 's after a noun is "is" or "has", or tells whose something is. What follows decides: "my sister's here" and
 * "my sister's car"; "my sister's wedding dress" may be read both ways.
 */
export function afterNoun(host: string, { next, second, isApart }: Following): NounS {
  if (next === undefined) return POSSESSIVE
  if (!mayBeNoun(next)) return VERB
  const isOwned = second !== undefined && !isApart && mayBeNoun(second)
  if (next.length > 4 && next.endsWith('ing') && !ING_NOUN.test(next))
    return isOwned || ING_BOTH.test(next) ? EITHER : VERB
  if (TELLS.test(host) || DAY.test(next)) return EITHER
  if (next.endsWith('er') && second === 'than') return VERB
  const isNumber = isNumberWord(next) || /^\d/u.test(next)
  if (isNumber && second !== undefined && /^years?$/u.test(second)) return EITHER
  if (DONE.has(next) || (next.length > 4 && next.endsWith('ed'))) return isOwned ? EITHER : VERB
  if (!isNumber && !ADJECTIVE.test(next)) return POSSESSIVE
  return isOwned ? POSSESSIVE : VERB
}

/** Whether a word may be what is owned, or tell more of it. */
const mayBeNoun = (word: string): boolean => !NO_NOUN.has(word) && (!word.endsWith('ly') || LY_NOUN.test(word))
