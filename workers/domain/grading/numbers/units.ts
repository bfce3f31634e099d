type Unit = readonly [one: string, many: string, ...others: string[]]

/** What may follow a number and how it is said. "In" is left out: it is a word. */
const UNITS: Readonly<Record<string, Unit>> = {
  km: ['kilometer', 'kilometers', 'k'],
  m: ['meter', 'meters', 'million'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  mi: ['mile', 'miles'],
  ft: ['foot', 'feet'],
  yd: ['yard', 'yards'],
  yds: ['yard', 'yards'],
  sq: ['square', 'square'],
  gal: ['gallon', 'gallons'],
  tsp: ['teaspoon', 'teaspoons'],
  tbsp: ['tablespoon', 'tablespoons'],
  wk: ['week', 'weeks'],
  wks: ['week', 'weeks'],
  yr: ['year', 'years'],
  yrs: ['year', 'years'],
  pct: ['percent', 'percent'],
  kg: ['kilogram', 'kilograms', 'kilo', 'kilos'],
  kgs: ['kilogram', 'kilograms', 'kilos'],
  g: ['gram', 'grams'],
  mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  l: ['liter', 'liters'],
  ml: ['milliliter', 'milliliters'],
  mph: ['mile per hour', 'miles per hour', 'miles an hour'],
  kph: ['kilometer per hour', 'kilometers per hour', 'kilometers an hour'],
  kmh: ['kilometer per hour', 'kilometers per hour', 'kilometers an hour'],
  'km/h': ['kilometer per hour', 'kilometers per hour', 'kilometers an hour'],
  '°': ['degree', 'degrees'],
  '°c': ['degree celsius', 'degrees celsius', 'degrees c', 'degrees'],
  '°f': ['degree fahrenheit', 'degrees fahrenheit', 'degrees f', 'degrees'],
  '%': ['percent', 'percent'],
  '¢': ['cent', 'cents'],
  $: ['dollar', 'dollars'],
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
  '¥': ['yuan', 'yuan', 'yen'],
  p: ['penny', 'pence'],
  k: ['thousand', 'thousand'],
  mn: ['million', 'million'],
  bn: ['billion', 'billion'],
  b: ['billion', 'billion'],
  tn: ['trillion', 'trillion'],
  h: ['hour', 'hours', 'hundred hours'],
  hr: ['hour', 'hours'],
  hrs: ['hour', 'hours'],
  min: ['minute', 'minutes'],
  mins: ['minute', 'minutes'],
  s: ['second', 'seconds'],
  sec: ['second', 'seconds'],
  secs: ['second', 'seconds'],
  ms: ['millisecond', 'milliseconds'],
  kb: ['kilobyte', 'kilobytes'],
  mb: ['megabyte', 'megabytes', 'megs'],
  gb: ['gigabyte', 'gigabytes', 'gigs'],
  tb: ['terabyte', 'terabytes'],
  hz: ['hertz', 'hertz'],
  khz: ['kilohertz', 'kilohertz'],
  mhz: ['megahertz', 'megahertz'],
  ghz: ['gigahertz', 'gigahertz'],
  w: ['watt', 'watts'],
  kw: ['kilowatt', 'kilowatts'],
  v: ['volt', 'volts'],
  x: ['times', 'times', 'by'],
  '+': ['plus', 'plus'],
}

/**
 * How a unit is said after a number, both sorts of number ("one kilometer", "a five kilometer run"), or nothing.
 * @param only `one` after the number 1, `many` after another one that stands before no noun.
 */
export function unitNames(unit: string, only?: 'one' | 'many'): readonly string[] {
  const listed = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined
  if (listed === undefined) return NONE
  const [one, many, ...others] = listed
  if (only === 'one') return [one, ...others]
  return only === 'many' ? [many, ...others] : [one, many, ...others]
}

const NONE: readonly string[] = []
