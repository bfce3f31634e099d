import type { AcceptedBecause, MarkedBecause } from './reasons.ts'
import type { Token } from './token.ts'
import { isCommonWord } from './word-forms.ts'

/** What to think of words that were read as one phrase. */
export type Judgement =
  | { kind: 'match'; because: AcceptedBecause | undefined }
  | { kind: 'typo' | 'wrong'; because: MarkedBecause }

/** Word pairs that mean one thing apart and another joined. */
const TWO_THINGS = new Set('maybe nowhere nobody'.split(' '))
const APART = new Set('may be,now here,no body'.split(','))

/**
 * Words that nobody writes joined to another one, but for the compounds below: little words, and verbs, adjectives and
 * adverbs that are heard all the time.
 */
const LITTLE = new Set(
  (
    'a an the and or but if of to in on at by for from with as is am are was were be been do does did has have had will ' +
    'would can could may might must shall should i you he she it we they me him her us them my your his our their its ' +
    'this that these those so not no yes hello hi please thank thanks what when where who why how which very really too ' +
    'much many also just then than there never always often again quite because went goes gone got getting said says saw ' +
    'knew took made came gave found told felt began brought bought thought ran let get know want need think say tell big ' +
    'good bad little small great nice happy old young other every some any'
  ).split(' '),
)
const COMPOUND = new RegExp(
  `^(?:${[
    '(?:some|any|every|no)(?:one|body|thing|wheres?|how|times?|days?|ways?|more)',
    '(?:my|your|him|her|it|our|them)sel(?:f|ves)',
    '(?:what|when|where|who|which|how)(?:so)?ever',
    '(?:where|there|here)(?:fore|by|of|in|as|after|upon|abouts)',
    '(?:in|on|out|off)(?:side|come|put|land|doors?|set|line|going|coming|looker|ward|board|stage|shore|screen)',
    '(?:with|for|to)(?:in|out|draw|hold|stand|ever|day|night|morrow|wards?)|(?:ever|never|further)more|(?:other|like)wise',
    '(?:log|sign|plug|check|add)(?:in|on|out|up)|(?:near|stand|lay|passer)by|by(?:pass|product|stander|line)',
    'into|onto|upon|cannot|another|instead|indeed|none?theless|nevertheless|insofar|notwithstanding|inasmuch|willpower',
    'befriend|good(?:bye|night|will)|getaway|getup|knowhow|hearsay|alongside|inbox|i(?:pad|phone|pod)|youtube|[whs]c?ifi',
    'small(?:talk|time)|doable|undo|redo|thanksgiving',
  ].join('|')})$`,
  'u',
)
/** Words that fall into two words and are none: "per son", "use less". */
const TORN =
  /^per (?!cent)|^(?:mess|pack|man|pass|foot|cover) age$|^(?:sea son|leg end|off ice|bar king|(?:rob|grab) bed|bet ray|cop per|bud dies|tea ring|off ended|forgot ten|car pet|tar get)$| (?:less|able|ally|led)$/u
/** Pieces that the list of words lacks, but that are written joined, apart or with a hyphen: "co-worker", "setup". */
const PIECES = new Set(
  (
    'anti auto bio co eco ex extra inter mega micro mid mini mono multi neo non over post pre pro re semi sub super tele ' +
    'ultra under vice cyber up'
  ).split(' '),
)

/**
 * What to think of words that differ in spaces or hyphens only. Two ways to write one compound are the same ("ice
 * cream", "ice-cream"), and so are letters spelled out ("U S A"). "Apart" for "a part" is another word that sounds the
 * same; "alot" and "thecat" lack a space, and "hel lo" has one too many.
 */
export function judgeSpacing(said: readonly Token[], typed: readonly Token[]): Judgement {
  if (said.length === 1 && typed.length === 1 && said[0]?.isCompound === typed[0]?.isCompound) return same(undefined)
  if (areLetters(said) || areLetters(typed)) return same('letters')
  const isHyphened = [said, typed].some((words) => words.some((word) => word.isCompound))
  const apart = said.length > typed.length ? said : typed
  const whole = said.length > typed.length ? typed : said
  const joined = whole[0]?.key ?? ''
  if (whole.length === 1 && !isHyphened && apart.length > 1) {
    if (TWO_THINGS.has(joined) && APART.has(apart.map((word) => word.key).join(' '))) return wrong('homophone')
    if (COMPOUND.test(joined)) return same('compound')
    if (apart[0]?.key === 'a' || apart[0]?.key === 'an') return isCommonWord(joined) ? wrong('homophone') : typo()
    if (apart.length > 2 || TORN.test(apart.map(({ key }) => key).join(' '))) return typo()
    if (apart.some(({ key }) => LITTLE.has(key) || !isPiece(key))) return typo()
  }
  return apart.length > 2 && !isHyphened && whole.length > 1 ? typo() : same('compound')
}

/** Whether something may be half of a compound. Longer pieces than three letters are taken for words. */
const isPiece = (key: string): boolean => !/^[a-z]{2,3}$/u.test(key) || PIECES.has(key) || isCommonWord(key)

const same = (because: AcceptedBecause | undefined): Judgement => ({ kind: 'match', because })
const typo = (): Judgement => ({ kind: 'typo', because: 'spacing' })
const wrong = (because: MarkedBecause): Judgement => ({ kind: 'wrong', because })

function areLetters(words: readonly Token[]): boolean {
  return words.every((word) => word.key.length === 1 || /^(?:\p{L}(?:-\p{L})+|\p{Lu}s)$/u.test(word.surface))
}
