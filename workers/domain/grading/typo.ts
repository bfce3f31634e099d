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
 * its neighbour (Damerau-Levenshtein, the variant that edits no place twice). Ends that are the same are left out, only
 * places at most `limit` apart are compared, and it stops as soon as the answer is no: a long word costs little more than
 * a short one.
 */
export function isWithinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let [start, endA, endB] = [0, a.length, b.length]
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1
    endB -= 1
  }
  const [height, width] = [endA - start, endB - start]
  if (height === 0 || width === 0) return height + width <= limit
  let beforePrevious: number[] = []
  let previous: number[] = Array.from({ length: width + 1 }, (_, j) => j)
  for (let i = 1; i <= height; i += 1) {
    const row: number[] = [i]
    let least = i
    const from = a.charCodeAt(start + i - 1)
    const first = Math.max(1, i - limit)
    // Places further apart are too far whatever they hold.
    for (let j = 1; j < first; j += 1) row.push(limit + 1)
    for (let j = first; j <= Math.min(width, i + limit); j += 1) {
      const to = b.charCodeAt(start + j - 1)
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (from === to ? 0 : 1))
      if (i > 1 && j > 1 && from === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === to) {
        best = Math.min(best, at(beforePrevious, j - 2) + 1)
      }
      row.push(best)
      if (best < least) least = best
    }
    if (least > limit) return false
    beforePrevious = previous
    previous = row
  }
  return at(previous, width) <= limit
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
