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
  "y'all": ['you all'],
  "c'mon": ['come on'],
  "d'you": ['do you'],
  "'tis": ['it is'],
  "'twas": ['it was'],
  "o'er": ['over'],
  "ma'am": ['madam'],
  "'em": ['them'],
  "'cause": ['because'],
  cuz: ['because'],
  cos: ['because'],
  "'cos": ['because'],
  "'n'": ['and'],
  "'n": ['and'],
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
  usta: ['used to'],
  needa: ['need to'],
  tryna: ['trying to'],
  finna: ['fixing to'],
  kinda: ['kind of', 'kind of a'],
  sorta: ['sort of'],
  outta: ['out of'],
  lotta: ['lot of'],
  lotsa: ['lots of'],
  cuppa: ['cup of'],
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
  dunno: ['do not know', "don't know"],
  innit: ["isn't it", 'is not it'],
  ya: ['you'],
}

/** Words whose 's is a verb whatever follows; after any other word it may be a possessive. */
const VERB_HOSTS = new Set(
  (
    'he she it that this there here what who where when why how which everything everyone everybody something someone ' +
    'somebody nothing nobody anything anyone anybody one'
  ).split(' '),
)

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
 * it is not a short form. `next` is the folded word after it, which tells "the dog's barking" from "the dog's tail".
 */
export function expandContraction(word: string, next: string | undefined): readonly string[] {
  const listed = Object.hasOwn(LISTED, word) ? LISTED[word] : undefined
  if (listed !== undefined) return listed
  if (!word.includes("'") || word.length > LONGEST) return []
  const found: string[] = []
  for (const [ending, readings] of ENDINGS) {
    if (!word.endsWith(ending) || word.length === ending.length) continue
    const host = word.slice(0, -ending.length)
    // "I'd've", "shouldn't've": the host may be a short form itself.
    const hosts = [host, ...expandContraction(host, undefined)]
    const extra = ending === "'d" && QUESTION_WORDS.has(host) ? [...readings, 'did'] : readings
    for (const stem of hosts) for (const reading of extra) found.push(`${stem} ${reading}`)
  }
  if (word === "i'm") found.push('i am')
  if (word.endsWith("'s")) {
    const host = word.slice(0, -2)
    if (VERB_HOSTS.has(host)) {
      found.push(`${host} is`, `${host} has`)
      if (QUESTION_WORDS.has(host)) found.push(`${host} does`)
    } else if (next !== undefined && followsVerb(next)) {
      found.push(`${host} is`, `${host} has`)
    }
  }
  // "goin'", "nothin'": the dropped g of everyday speech.
  if (word.endsWith("in'") && word.length > 4) found.push(`${word.slice(0, -1)}g`)
  return found
}

/** Whether a word with 's belongs to somebody: no pronoun, and nothing after it that "is" or "has" would want. */
export function isPossessive(word: string, next: string | undefined): boolean {
  if (!word.endsWith("'s") || word.length < 4 || Object.hasOwn(LISTED, word)) return false
  return !VERB_HOSTS.has(word.slice(0, -2)) && !(next !== undefined && followsVerb(next))
}

/** "Dog's" is heard as "dogs", as is "dogs'"; "James's" may be said as "James'" is. */
export function asHeard(possessive: string): string {
  const owner = possessive.slice(0, -2)
  return owner.endsWith('s') ? owner : `${owner}s`
}

/** After a noun with 's these make it a verb: "John's happy". None of them is likely to be owned. */
const AFTER_A_VERB = new Set(
  (
    'a an the not been got gone going gonna so very too really just always never still already also even only almost ' +
    'quite pretty probably certainly definitely maybe often usually sometimes now here there today back away out up ' +
    'down off over in on at from with for about under behind near without as like my your his her our their this that ' +
    'these those all some no any one him them me you it gone done made come become taken given seen known left lost ' +
    'broken died happy sad angry hungry tired ready sure right wrong good great bad nice fine okay ok late early busy ' +
    'sick ill dead alive afraid asleep awake alone able glad sorry true crazy dangerous important beautiful famous ' +
    'different difficult easy hard cold hot worth supposed better worse married what why where how who'
  ).split(' '),
)

function followsVerb(next: string): boolean {
  return AFTER_A_VERB.has(next) || (next.length > 4 && (next.endsWith('ing') || next.endsWith('ed')))
}
