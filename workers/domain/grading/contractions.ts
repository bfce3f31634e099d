import type { Following } from './after-noun.ts'
import { afterNoun } from './after-noun.ts'
import type { Fault } from './reasons.ts'
import { americanSpelling } from './spelling.ts'

/**
 * Short forms and what they stand for, as whole words. Regular endings (n't, 'll, 've, 're, 'd, 'm, 's) are rules;
 * the list holds what the rules cannot know. Readings are written with spaces for the reader and joined by the caller.
 */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  "won't": ['will not'],
  "can't": ['can not'],
  "shan't": ['shall not'],
  "ain't": ['am not', 'is not', 'are not', 'has not', 'have not'],
  "let's": ['let us'],
  "i'ma": ['i am going to'],
  imma: ['i am going to'],
  "i'mma": ['i am going to'],
  "y'all": ['you all'],
  "c'mon": ['come on'],
  "d'you": ['do you'],
  "'tis": ['it is'],
  "'twas": ['it was'],
  "t'was": ['it was'],
  "d'ya": ['do you'],
  "y'know": ['you know'],
  "s'pose": ['suppose'],
  "'scuse": ['excuse'],
  "o'": ['of'],
  "ol'": ['old'],
  "an'": ['and'],
  "jus'": ['just'],
  "c'mere": ['come here'],
  "ne'er": ['never'],
  "e'er": ['ever'],
  "rock'n'roll": ['rock and roll'],
  "o'er": ['over'],
  "ma'am": ['madam'],
  "'em": ['them'],
  "'cause": ['because'],
  cuz: ['because'],
  cos: ['because'],
  "'cos": ['because'],
  "'n'": ['and'],
  "'n": ['and'],
  "n'": ['and'],
  coz: ['because'],
  "'til": ['until', 'till'],
  til: ['until', 'till'],
  "'bout": ['about'],
  "'round": ['around'],
  "'kay": ['okay'],
  gonna: ['going to'],
  wanna: ['want to', 'want a'],
  gotta: ['got to', 'got a', 'have got to'],
  hafta: ['have to'],
  hasta: ['has to'],
  oughta: ['ought to'],
  supposta: ['supposed to'],
  supposeta: ['supposed to'],
  usta: ['used to'],
  useta: ['used to'],
  needa: ['need to'],
  tryna: ['trying to'],
  finna: ['fixing to'],
  kinda: ['kind of', 'kind of a'],
  sorta: ['sort of'],
  outta: ['out of'],
  lotta: ['lot of'],
  lotsa: ['lots of'],
  cuppa: ['cup of'],
  coupla: ['couple of'],
  coulda: ['could have'],
  shoulda: ['should have'],
  woulda: ['would have'],
  mighta: ['might have'],
  musta: ['must have'],
  lemme: ['let me'],
  gimme: ['give me'],
  gotcha: ['got you'],
  getcha: ['get you'],
  betcha: ['bet you'],
  whatcha: ['what are you', 'what do you', 'what have you'],
  whaddya: ['what do you', 'what are you'],
  whaddaya: ['what do you', 'what are you'],
  didja: ['did you'],
  couldja: ['could you'],
  wouldja: ['would you'],
  dontcha: ["don't you", 'do not you'],
  dunno: ['do not know', "don't know"],
  innit: ["isn't it", 'is not it'],
  ya: ['you'],
}

/** Words whose 's is a verb whatever follows, and nobody's possession. */
const VERB_HOSTS = new Set(
  'he she it that this there here what who where when why how which everything something nothing anything'.split(' '),
)
/** Words whose 's is a verb whatever follows, and a possessive before a noun: "everybody's here", "everybody's business". */
const PEOPLE = /^(?:(?:every|some|any|no)(?:one|body)|one)$/u

/** Words after which 's is read as "did" or "does" as well: "what's he want", "where'd you go". */
const QUESTION_WORDS = new Set(['what', 'who', 'where', 'when', 'why', 'how'])

/** "shouldn't've" has 12 characters. The bound keeps "a'd'd'd…" from being read in a million ways. */
const LONGEST = 14

const ENDINGS: ReadonlyArray<readonly [ending: string, readings: readonly string[]]> = [
  ["n't", ['not']],
  ["'ll", ['will']],
  ["'ve", ['have']],
  ["'re", ['are']],
  ["'d", ['would', 'had']],
]

/**
 * What a word with an apostrophe, or a spoken short form, stands for: "i'd" gives "i would" and "i had". Empty when
 * it is not a short form. What follows tells "the dog's barking" from "the dog's tail".
 */
export function expandContraction(word: string, following: Following): readonly string[] {
  const listed = Object.hasOwn(LISTED, word) ? LISTED[word] : undefined
  if (listed !== undefined) return listed
  if (!word.includes("'") || word.length > LONGEST) return []
  const found: string[] = []
  for (const [ending, readings] of ENDINGS) {
    if (!word.endsWith(ending) || word.length === ending.length) continue
    const host = word.slice(0, -ending.length)
    // "I'd've", "shouldn't've": the host may be a short form itself.
    const hosts = [host, ...expandContraction(host, NOTHING)]
    const extra = ending === "'d" && QUESTION_WORDS.has(host) ? [...readings, 'did'] : readings
    for (const stem of hosts) for (const reading of extra) found.push(`${stem} ${reading}`)
  }
  if (word === "i'm") found.push('i am')
  if (word.endsWith("'s")) {
    const host = word.slice(0, -2)
    if (VERB_HOSTS.has(host) || PEOPLE.test(host) || afterNoun(host, following).isVerb) {
      found.push(`${host} is`, `${host} has`)
      if (QUESTION_WORDS.has(host)) found.push(`${host} does`)
    }
  }
  // "goin'", "nothin'": the dropped g of everyday speech.
  if (word.endsWith("in'") && word.length > 4) found.push(`${word.slice(0, -1)}g`)
  return found
}

const NOTHING: Following = { next: undefined, second: undefined, isApart: false }

/** "Dont", "theyre": all the short forms that are written without their apostrophe now and then, with what they lack. */
const BARE = new Map<string, string>()
for (const host of 'i you he she it we they that there who what where how here'.split(' ')) {
  for (const ending of ['ll', 'd', 've', 're', 's']) BARE.set(host + ending, `${host}'${ending}`)
}
for (const verb of 'do does did is are was were has have had ca could would should wo must might need ai'.split(' ')) {
  BARE.set(`${verb}nt`, `${verb}n't`)
}
BARE.delete('is')
BARE.set('im', "i'm")
/** What sounds like a short form but is another word. */
const SOUNDS_SHORT = new Set<string>()
for (const pair of "its it's,your you're,their they're,there they're,whose who's,theirs there's,lets let's".split(
  ',',
)) {
  const [word = '', short = ''] = pair.split(' ')
  BARE.set(word, short)
  SOUNDS_SHORT.add(word)
}

export type Forgotten = { says: readonly string[]; because: Fault }

/**
 * What a word would say with the apostrophe that was forgotten: "dont" gives "do not". Where what was written is another
 * word, that is told: "its" sounds the same, "were" does not.
 */
export function forgottenApostrophe(word: string): Forgotten | undefined {
  const whole = BARE.get(word)
  if (whole === undefined) return undefined
  const because = SOUNDS_SHORT.has(word) ? 'homophone' : OTHER_WORD.has(word) ? 'apostrophe_word' : 'apostrophe'
  return { says: expandContraction(whole, NOTHING), because }
}

/** What is left of "we're", "I'll" … without the apostrophe is another word, so leaving it out is no slip. */
export const OTHER_WORD: ReadonlySet<string> = new Set('were ill its well hell shell wed shed id lets whore'.split(' '))

/**
 * Ways to write a possessive as it is heard, or none: "dog's" is heard as "dogs", as is "dogs'", "company's" as
 * "companies" and "boss's" as "bosses"; "James's" may be said as "James'" is. Not after a pronoun, and not before what
 * only "is" or "has" comes before.
 */
export function possessives(word: string, following: Following): readonly string[] {
  if (!word.endsWith("'s") || word.length < 4 || Object.hasOwn(LISTED, word)) return []
  const owner = word.slice(0, -2)
  if (VERB_HOSTS.has(owner) || !afterNoun(owner, following).isPossessive) return []
  return [owner, americanSpelling(owner)].flatMap(asHeard)
}

function asHeard(owner: string): readonly string[] {
  if (owner.endsWith('s')) return [owner, `${owner}es`]
  if (/(?:[xz]|[cs]h)$/u.test(owner)) return [`${owner}s`, `${owner}es`]
  return /[^aeiou]y$/u.test(owner) ? [`${owner}s`, `${owner.slice(0, -1)}ies`] : [`${owner}s`]
}
