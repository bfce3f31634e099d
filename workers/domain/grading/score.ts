import type { Strictness } from './strictness.ts'
import type { Verdict } from './verdict.ts'

/**
 * 0 to 100: words right out of the words said and half of those typed beyond. A typo is half a word, fillers left out or put
 * in are none. 100 is kept for an attempt without fault.
 *
 * So taking a right word away never pays, though a misspelled double of it then stands in its place: it takes half a word at
 * least from what is right and at most half from what it is measured by. When lenient, such a double is the word twice.
 * @param given places of expected words that were not asked for; they count neither way.
 */
export function scoreOf(
  verdicts: readonly Verdict[],
  strictness: Strictness,
  given: ReadonlySet<number> = NONE,
): number {
  let place = -1
  let said = 0
  let missing = 0
  let added = 0
  let right = 0
  for (const verdict of verdicts) {
    const isFiller = verdict.acceptedBecause === 'filler'
    if (verdict.kind === 'added') {
      if (!isFiller) added += 1
      continue
    }
    place += 1
    if (given.has(place) || (isFiller && verdict.submitted === null)) continue
    said += 1
    if (verdict.kind === 'missing') missing += 1
    right += worth(verdict, strictness)
  }
  const all = said + EXTRA * Math.max(0, added - missing)
  return right === all ? 100 : Math.min(99, Math.round((100 * right) / all))
}

/** What a word more than were said costs. */
const EXTRA = 0.5
const NONE: ReadonlySet<number> = new Set()

function worth(verdict: Verdict, strictness: Strictness): number {
  if (verdict.kind === 'match') return 1
  if (verdict.kind === 'typo') return strictness === 'lenient' ? 1 : 0.5
  return verdict.markedBecause === 'homophone' && strictness === 'lenient' ? 0.5 : 0
}
