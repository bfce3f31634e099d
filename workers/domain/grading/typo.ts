/**
 * How many slips of the finger a word of `letters` letters forgives: none below 4, one from 4, two from 8. Shorter
 * words lie too close to each other ("in", "on"): one letter off is another word.
 */
export function typoLimit(letters: number): 0 | 1 | 2 {
  if (letters < 4) return 0
  return letters < 8 ? 1 : 2
}

/**
 * Whether two words are at most `limit` letters apart, a letter being inserted, dropped, replaced, or swapped with
 * its neighbour (Damerau-Levenshtein, the variant that edits no place twice). Stops as soon as the answer is no.
 */
export function isWithinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  if (a === b) return true
  let beforePrevious: number[] = []
  let previous: number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [i]
    let least = i
    const from = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j += 1) {
      const to = b.charCodeAt(j - 1)
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (from === to ? 0 : 1))
      if (i > 1 && j > 1 && from === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === to) {
        best = Math.min(best, at(beforePrevious, j - 2) + 1)
      }
      row.push(best)
      if (best < least) least = best
    }
    if (least > limit) return false
    beforePrevious = previous
    previous = row
  }
  return at(previous, b.length) <= limit
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
