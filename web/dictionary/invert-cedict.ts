/**
 * An English-Chinese dictionary out of a Chinese-English one (CC-CEDICT, CC BY-SA 4.0): every gloss that is one English
 * word leads back to its headword. Of many headwords the likeliest come first.
 */
export type CedictEntry = readonly [
  traditional: string,
  simplified: string,
  pinyin: string,
  english: string | readonly string[],
  ...rest: unknown[],
]

/** How common a word is: 1 is among the thousand commonest, 5 is rare. */
export type Band = 1 | 2 | 3 | 4 | 5
const BAND_ENDS = [1000, 3000, 6000, 12_000] as const
const MOST_MEANINGS = 6
const LONGEST_HEADWORD = 5

/** @param rank from 0, the commonest word */
export const bandOf = (rank: number): Band =>
  rank < BAND_ENDS[0] ? 1 : rank < BAND_ENDS[1] ? 2 : rank < BAND_ENDS[2] ? 3 : rank < BAND_ENDS[3] ? 4 : 5

/** The single English word a gloss stands for, and how plainly it says so (1 is plain); null for phrases and notes. */
export function wordOfGloss(gloss: string): { word: string; plain: number } | null {
  const bare = gloss.replace(/\([^)]*\)/gu, ' ').trim()
  const [, word] = /^(?:to |an? |the )?([a-z][a-z'-]*)$/u.exec(bare) ?? []
  if (word === undefined || /^(?:lit\.|fig\.|abbr\.|variant|see|surname|classifier)/u.test(gloss)) return null
  return { word, plain: bare === gloss ? 1 : 0.6 }
}

/** How many longer headwords each headword is a part of: a measure of how much it is used. */
function countUses(headwords: ReadonlySet<string>): Map<string, number> {
  const uses = new Map<string, number>()
  for (const headword of headwords) {
    for (let start = 0; start < headword.length; start += 1) {
      for (let end = start + 1; end <= Math.min(headword.length, start + 4); end += 1) {
        const part = headword.slice(start, end)
        if (part !== headword && headwords.has(part)) uses.set(part, (uses.get(part) ?? 0) + 1)
      }
    }
  }
  return uses
}

/** @param ranks the English words that are looked up, by how common they are, from 0 */
export function invertCedict(
  entries: readonly CedictEntry[],
  ranks: ReadonlyMap<string, number>,
): Map<string, { band: Band; chinese: string[] }> {
  const uses = countUses(new Set(entries.map(([, simplified]) => simplified)))
  /** Used in many longer words itself, and made of characters that are. */
  const popularity = (headword: string): number =>
    1 +
    Math.log1p(uses.get(headword) ?? 0) / 2 +
    Math.log1p(Math.min(...[...headword].map((character) => uses.get(character) ?? 0))) / 3
  const found = new Map<string, Map<string, number>>()
  for (const [, simplified, pinyin, english] of entries) {
    // Capital letters in the reading: a name.
    if (simplified.length > LONGEST_HEADWORD || /[A-Z]/u.test(pinyin)) continue
    const glosses =
      typeof english === 'string' ? english.split(/[;,]\s*/u) : english.flatMap((text) => text.split(/;\s*/u))
    for (const [place, gloss] of glosses.entries()) {
      const said = wordOfGloss(gloss)
      if (said === null || !ranks.has(said.word)) continue
      // Two characters is what most words of today have; one is often only a part of words.
      // The northern -r is a colouring of another word.
      const size = simplified.length === 2 && !simplified.endsWith('儿') ? 1.6 : simplified.length === 1 ? 0.8 : 0.7
      const score = ((said.plain * size) / (1 + place * 0.45)) * popularity(simplified)
      const meanings = found.get(said.word) ?? new Map<string, number>()
      meanings.set(simplified, Math.max(score, meanings.get(simplified) ?? 0))
      found.set(said.word, meanings)
    }
  }
  return new Map(
    [...ranks].flatMap(([word, rank]) => {
      const band = bandOf(rank)
      const meanings = [...(found.get(word) ?? [])].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_MEANINGS)
      // A rare word without a meaning is worth nothing; of a common one at least that it is common.
      if (meanings.length === 0 && band > 3) return []
      return [[word, { band, chinese: meanings.map(([chinese]) => chinese) }] as const]
    }),
  )
}
