/**
 * `npm run pack-words`: makes `common-words.ts` from `common-words.txt`, the list that people read and change. The words
 * become numbers, each a hash, of which the page gets the gaps between them (a Rice code): two thirds of what the words
 * themselves take. A misspelling in 256 has the number of some word; of a few hundred hashes the one is taken by which fewest of
 * those that people make do.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { hashOf } from '../workers/domain/grading/lists/common-words.ts'
import { MISSPELLINGS } from '../workers/domain/grading/misspellings.ts'
import { ROOT } from './lib/settings.ts'

const FOLDER = `${ROOT}/workers/domain/grading/lists`
const SEEDS = 600
const SPREAD = 256
/** Low bits of a gap that are written as they are. */
const LOW_BITS = 8

/** The list, without its head. */
const words = (await readFile(`${FOLDER}/common-words.txt`, 'utf8'))
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .join(' ')
  .trim()
  .split(/\s+/u)
const listed = new Set(words)
const range = words.length * SPREAD

/** What fingers make of a word: a letter too few, twice, or in its neighbour's place. */
const slips = words
  .filter((word) => word.length > 3)
  .flatMap((word) =>
    [...word].flatMap((letter, at) => [
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + word.slice(at + 1, at + 2) + letter + word.slice(at + 2),
    ]),
  )
  .filter((slip, at) => at % 3 === 0 && !listed.has(slip))

function mistaken(seed: number): number {
  const numbers = new Set(words.map((word) => hashOf(word, seed, range)))
  const taken = (slip: string): boolean => numbers.has(hashOf(slip, seed, range))
  const known = MISSPELLINGS.filter(([, misspelled]) => taken(misspelled))
  return slips.filter(taken).length + slips.length * known.length
}

const numbersOf = (seed: number): number[] =>
  [...new Set(words.map((word) => hashOf(word, seed, range)))].toSorted((a, b) => a - b)

function pack(numbers: readonly number[]): string {
  const bits: number[] = []
  let last = -1
  for (const number of numbers) {
    const gap = number - last - 1
    for (let rest = gap >> LOW_BITS; rest > 0; rest -= 1) bits.push(1)
    bits.push(0)
    for (let bit = 0; bit < LOW_BITS; bit += 1) bits.push((gap >> bit) & 1)
    last = number
  }
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8))
  for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7))
  return bytes.toString('base64')
}

const seeds = Array.from({ length: SEEDS }, (_, seed) => ({ seed, count: mistaken(seed) }))
const [best] = seeds.toSorted((a, b) => a.count - b.count)
if (best === undefined) throw new Error('No seed was tried.')
const file = `${FOLDER}/common-words.ts`
const code = await readFile(file, 'utf8')
const numbers = numbersOf(best.seed)
const lines = pack(numbers).match(/.{1,116}/gu) ?? []
await writeFile(
  file,
  code
    .replace(/const SEED = \d+/u, `const SEED = ${best.seed}`)
    .replace(/const COUNT = \d+/u, `const COUNT = ${numbers.length}`)
    .replace(/const RANGE = \d+/u, `const RANGE = ${range}`)
    .replace(/const GAPS = `[^`]*`/u, `const GAPS = \`\n${lines.join('\n')}\n\``),
)
console.log(`${words.length} words; ${best.count} of ${slips.length} slips are taken for one`)
