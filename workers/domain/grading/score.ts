import type { Strictness } from './strictness.ts'
import type { Verdict } from './verdict.ts'

/**
 * 0 to 100: words right out of the words said, or of the words typed where those are more. So a word added costs as a wrong
 * one does, and taking a right word away never pays. A typo is half a word, fillers left out or put in are none. 100 is
 * kept for an attempt without fault.
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
  const all = said + Math.max(0, added - missing)
  return right === all ? 100 : Math.min(99, Math.round((100 * right) / all))
}

const NONE: ReadonlySet<number> = new Set()

function worth(verdict: Verdict, strictness: Strictness): number {
  if (verdict.kind === 'match') return 1
  if (verdict.kind === 'typo') return strictness === 'lenient' ? 1 : 0.5
  return verdict.markedBecause === 'homophone' && strictness === 'lenient' ? 0.5 : 0
}
