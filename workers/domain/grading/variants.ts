import { pairs } from './lists/pairs.ts'
import { cardinal, ordinal } from './numbers/spoken.ts'

/**
 * Words with more than one accepted way to write them that no rule covers, each group in one line. A group's first
 * entry may have several words. All that matters is that the sound is the same or the short form is read as the long.
 */
const GROUPS: ReadonlyArray<readonly [because: VariantReading['because'], ...forms: string[]]> = [
  ['variant', 'okay', 'ok'],
  ['variant', 'all right', 'alright'],
  ['variant', 'goodbye', 'goodby'],
  ['variant', 'hello', 'hallo', 'hullo'],
  ['variant', 'yeah', 'yea', 'yah'],
  ['filler', 'um', 'uhm', 'umm', 'uh', 'uhh', 'er', 'erm'],
  ['filler', 'hmm', 'hm', 'hmmm'],
  ['variant', 'mm hmm', 'mhm'],
  ['variant', 'whoa', 'woah'],
  ['variant', 'adviser', 'advisor'],
  ['variant', 'barbecue', 'barbeque', 'bbq'],
  ['variant', 'through', 'thru'],
  ['variant', 'though', 'tho'],
  ['variant', 'night', 'nite'],
  ['variant', 'tee shirt', 't shirt'],
  ['variant', 'o clock', "o'clock"],
  ['letters', 'double u', 'w'],
  ['letters', 'double u double u double u', 'www'],
  ['letters', 'zee', 'z'],
  ['letters', 'zed', 'z'],
  ['letters', 'tee vee', 'tv'],
  ['homophone', 'all ready', 'already'],
  ['homophone', 'all together', 'altogether'],
  ['homophone', 'all ways', 'always'],
  ['homophone', 'in two', 'into'],
  ['abbreviation', 'mister', 'mr'],
  ['abbreviation', 'missus', 'mrs', 'missis'],
  ['abbreviation', 'ms', 'miz'],
  ['abbreviation', 'doctor', 'dr'],
  ['abbreviation', 'professor', 'prof'],
  ['abbreviation', 'reverend', 'rev'],
  ['abbreviation', 'corporal', 'cpl'],
  ['abbreviation', 'private', 'pvt'],
  ['abbreviation', 'government', 'govt'],
  ['abbreviation', 'assistant', 'asst'],
  ['abbreviation', 'university', 'univ'],
  ['abbreviation', 'colonel', 'col'],
  ['abbreviation', 'major', 'maj'],
  ['abbreviation', 'fort', 'ft'],
  ['abbreviation', 'drive', 'dr'],
  ['abbreviation', 'company', 'co'],
  ['abbreviation', 'brothers', 'bros'],
  ['abbreviation', 'volume', 'vol'],
  ['abbreviation', 'page', 'pg'],
  ['abbreviation', 'number', '#'],
  ['abbreviation', 'saint', 'st'],
  ['abbreviation', 'street', 'st'],
  ['abbreviation', 'avenue', 'ave'],
  ['abbreviation', 'boulevard', 'blvd'],
  ['abbreviation', 'road', 'rd'],
  ['abbreviation', 'mount', 'mt'],
  ['abbreviation', 'junior', 'jr'],
  ['abbreviation', 'senior', 'sr'],
  ['abbreviation', 'captain', 'capt'],
  ['abbreviation', 'sergeant', 'sgt'],
  ['abbreviation', 'lieutenant', 'lt'],
  ['abbreviation', 'general', 'gen'],
  ['abbreviation', 'governor', 'gov'],
  ['abbreviation', 'senator', 'sen'],
  ['abbreviation', 'versus', 'vs', 'v'],
  ['abbreviation', 'et cetera', 'etc'],
  ['abbreviation', 'for example', 'eg'],
  ['abbreviation', 'that is', 'ie'],
  ['abbreviation', 'incorporated', 'inc'],
  ['abbreviation', 'limited', 'ltd'],
  ['abbreviation', 'corporation', 'corp'],
  ['abbreviation', 'department', 'dept'],
  ['abbreviation', 'approximately', 'approx'],
  ['abbreviation', 'miles per hour', 'mph'],
  ['abbreviation', 'miles an hour', 'mph'],
  ['abbreviation', 'kilometers per hour', 'kph', 'kmh'],
  ['abbreviation', 'kilometers', 'km'],
  ['abbreviation', 'kilometer', 'km'],
  ['abbreviation', 'centimeters', 'cm'],
  ['abbreviation', 'centimeter', 'cm'],
  ['abbreviation', 'millimeters', 'mm'],
  ['abbreviation', 'millimeter', 'mm'],
  ['abbreviation', 'kilograms', 'kg'],
  ['abbreviation', 'kilogram', 'kg'],
  ['abbreviation', 'pounds', 'lbs', 'lb'],
  ['abbreviation', 'pound', 'lb'],
  ['abbreviation', 'kilos', 'kg'],
  ['abbreviation', 'ounces', 'oz'],
  ['abbreviation', 'c plus plus', 'c++'],
  ['abbreviation', 'c sharp', 'c#'],
  ['abbreviation', 'percent', '%'],
  ['abbreviation', 'and', '&'],
  ['abbreviation', 'at', '@'],
  ['abbreviation', 'plus', '+'],
  ['abbreviation', 'equals', '='],
  ['abbreviation', 'times', '×'],
  ['abbreviation', 'divided by', '÷'],
  ['abbreviation', 'degrees', '°'],
]

/** Short forms that are words themselves, so that only a dot or a capital makes them short. */
const MARKED: ReadonlyMap<string, string> = pairs(
  'sun:sunday sat:saturday wed:wednesday mar:march hon:honorable rep:representative max:maximum min:minimum fr:father ' +
    'pres:president adm:admiral sq:square ln:lane n:north s:south e:east w:west',
)

/** What such a short form stands for. */
export const markedReading = (key: string): string | undefined => MARKED.get(key)

export type VariantReading = { key: string; because: 'abbreviation' | 'variant' | 'letters' | 'filler' | 'homophone' }

/**
 * The heads of the groups a word is in, without spaces: "dr" gives "doctor". Two forms of a group meet in its head,
 * and a form of several words meets it by being joined.
 */
export function variantReadings(key: string): readonly VariantReading[] {
  return HEADS.get(key) ?? (DRAWN_OUT.test(key) ? UM : NONE)
}

/** "Uh", "um": sounds that a speaker makes while thinking. */
export const isFiller = (key: string): boolean =>
  FILLERS.has(key) || variantReadings(key).some((reading) => reading.because === 'filler')

/** "Ummm", "uhhh", "hmmmm". */
const DRAWN_OUT = /^(?:u+h*m+|u+h+|e+rm+|e+hm+|h+m{2,}|m{3,})$/u
const UM: readonly VariantReading[] = [{ key: 'um', because: 'filler' }]
const FILLERS = new Set(['um', 'hmm'])
const NONE: readonly VariantReading[] = []
const ROMAN = 'ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ')
const ROMAN_VALUES = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
const DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const MONTHS = 'january february march april june july august september october november december'.split(' ')

/** Beside the groups: Roman numbers from two letters on ("World War II", "Henry the eighth"), days and months. */
function moreGroups(): Array<readonly [VariantReading['because'], ...string[]]> {
  const roman = ROMAN.flatMap((form, index) => {
    const slots = cardinal(ROMAN_VALUES[index] ?? 0)
    const [plain, rank] = [slots, ordinal(slots)].map((words) => words.map(([word = '']) => word).join(' '))
    return [
      ['variant', plain ?? '', form],
      ['variant', `the ${rank}`, form],
    ] as const
  })
  const names = [...DAYS, ...MONTHS]
    .filter((name) => !MARKED.has(name.slice(0, 3)))
    .map((name) => ['abbreviation', name, name.slice(0, 3)] as const)
  return [
    ...roman,
    ...names,
    ['abbreviation', 'september', 'sept'],
    ['abbreviation', 'tuesday', 'tues'],
    ['abbreviation', 'thursday', 'thur', 'thurs'],
  ]
}

/** The full name of a day or month, or undefined for another word. */
export const dayOrMonth = (word: string): string | undefined =>
  [...DAYS, ...MONTHS, 'may'].find((name) => name === word || (word.length === 3 && name.startsWith(word)))

const HEADS = new Map<string, VariantReading[]>()
for (const [because, head = '', ...forms] of [...GROUPS, ...moreGroups()]) {
  for (const form of forms) {
    const key = form.replaceAll(' ', '')
    const readings = HEADS.get(key) ?? []
    readings.push({ key: head.replaceAll(' ', ''), because })
    HEADS.set(key, readings)
  }
}
