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
  ['filler', 'um', 'um', 'uhm', 'umm', 'uh', 'uhh', 'er', 'erm'],
  ['filler', 'hmm', 'hmm', 'hm', 'hmmm'],
  ['variant', 'mm hmm', 'mhm'],
  ['variant', 'whoa', 'woah'],
  ['variant', 'adviser', 'advisor'],
  ['variant', 'barbecue', 'barbeque', 'bbq'],
  ['variant', 'through', 'thru'],
  ['variant', 'though', 'tho'],
  ['variant', 'night', 'nite'],
  ['variant', 'tee shirt', 't shirt'],
  ['abbreviation', 'mister', 'mr'],
  ['abbreviation', 'missus', 'mrs', 'missis'],
  ['abbreviation', 'ms', 'miz'],
  ['abbreviation', 'doctor', 'dr'],
  ['abbreviation', 'professor', 'prof'],
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
  ['abbreviation', 'versus', 'vs'],
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
  ['variant', 'two', 'ii'],
  ['variant', 'the second', 'ii'],
  ['variant', 'three', 'iii'],
  ['variant', 'the third', 'iii'],
  ['variant', 'four', 'iv'],
  ['variant', 'the fourth', 'iv'],
  ['variant', 'the eighth', 'viii'],
  ['abbreviation', 'c plus plus', 'c++'],
  ['abbreviation', 'c sharp', 'c#'],
  ['abbreviation', 'percent', '%'],
  ['abbreviation', 'and', '&'],
  ['abbreviation', 'at', '@'],
  ['abbreviation', 'plus', '+'],
  ['abbreviation', 'equals', '='],
]

export type VariantReading = { key: string; because: 'abbreviation' | 'variant' | 'letters' | 'filler' }

/**
 * The heads of the groups a word is in, without spaces: "dr" gives "doctor". Two forms of a group meet in its head,
 * and a form of several words meets it by being joined.
 */
export function variantReadings(key: string): readonly VariantReading[] {
  return HEADS.get(key) ?? NONE
}

const NONE: readonly VariantReading[] = []
const HEADS = new Map<string, VariantReading[]>()
for (const [because, head = '', ...forms] of GROUPS) {
  for (const form of forms) {
    const key = form.replaceAll(' ', '')
    const readings = HEADS.get(key) ?? []
    readings.push({ key: head.replaceAll(' ', ''), because })
    HEADS.set(key, readings)
  }
}
