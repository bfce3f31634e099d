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
    'a an the and or but if of to in on at by for from with as i you he she it we they me him her us them my your his our ' +
    'their its this that these those so not no what when where who why how which very too also just than there never ' +
    'always often again quite because been gone gonna still even almost pretty maybe sometimes now here today tomorrow ' +
    'tonight back away out up down off over about under behind without all some any done become supposed worth asleep ' +
    'awake alone able afraid while into between since until till before after during enough'
  ).split(' '),
)
/** "Peter's bought a car": what has happened. Those that are nouns as well ("cut", "run") are left out. */
const DONE =
  /^(?:left|lost|won|bought|found|told|said|had|sent|spent|brought|made|come|thought|felt|kept|met|paid|sold|hurt|slept|begun|built|caught|drawn|drunk|held|taught|given|taken|seen|(?:stol|writt|driv|eat|fall|forgott|brok|chos|spok|wok|hidd|got|ris)e?n|(?:gr|kn|thr|sh|fl)own)$/u
/** "Jane's tall", but "Jane's tall friend": a noun may come after these. */
const ADJECTIVE =
  /^(?:happy|sad|angry|hungry|tired|ready|sure|right|wrong|good|great|bad|nice|fine|okay|ok|late|early|busy|sick|ill|dead|alive|glad|sorry|true|crazy|important|different|difficult|easy|hard|cold|hot|warm|cool|better|worse|open|shut|tall|short|small|big|long|young|old|new|rich|poor|free|full|empty|strong|weak|clean|dirty|dry|wet|dark|heavy|loud|quiet|fast|slow|high|low|safe|cheap|expensive|clever|smart|funny|kind|lazy|brave|cute|lovely|ugly|strange|perfect|popular|red|blue|green|black|white|upset|broke|drunk|pregnant|absent|.{3,}(?:ful|ous|less|able|ible|ish))$/u
const LY_NOUN = /^(?:(?:ear|dai|week|friend|love|lone|ug|sil|fami|rep|supp|bel|assemb|f|butterf|ju)ly)$/u
const ING_NOUN = /^(?:string|spring|evening|morning|ceiling|clothing)$/u
/** What somebody does or has: "my mother's cooking". */
const ING_BOTH = /^(?:cook|meet|wedd|build|feel|writ|train|sing|danc|paint|teach)ing$/u
/** What is told a name or a day: "my name's Bob", "today's Monday". */
const TELLS = /^(?:name|(?:to|yester)day|tomorrow)$/u
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
  if (DONE.test(next) || (next.length > 4 && next.endsWith('ed'))) return isOwned ? EITHER : VERB
  if (!isNumber && !ADJECTIVE.test(next)) return POSSESSIVE
  return isOwned ? POSSESSIVE : VERB
}

/** Whether a word may be what is owned, or tell more of it. */
const mayBeNoun = (word: string): boolean => !NO_NOUN.has(word) && (!word.endsWith('ly') || LY_NOUN.test(word))
