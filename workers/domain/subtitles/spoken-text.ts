/** What is left of the lines of a cue when everything that nobody says is taken out. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}
/** In parentheses more words than this are speech. */
const MAX_DESCRIPTION_WORDS = 4

/** The lines of a cue as they are spoken, without markup, descriptions of sounds, song and speakers' names. */
export function spokenLines(lines: readonly string[]): string[] {
  const plain = lines.map(withoutMarkup).join('\n')
  return withoutSounds(plain)
    .split('\n')
    .map((line) => withoutSpeaker(line).replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
}

function withoutMarkup(line: string): string {
  return line
    .replaceAll(/\{[\\*][^}]*\}/gu, '')
    .replaceAll(/<(?:\/?\p{L}[^>]*|[\d:.]+)>/gu, '')
    .replaceAll(/&(#\d+|#x[\da-f]+|\w+);/giu, (whole, name: string) => entity(name) ?? whole)
    .replaceAll(/\\[Nnh]/gu, ' ')
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]/gu, '')
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()]
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function withoutSounds(text: string): string {
  const spoken = text
    .replaceAll(/[[【][^\]】]*[\]】]/gu, ' ')
    .replaceAll(/[(（]([^)）]*)[)）]/gu, (whole, inside: string, at: number) =>
      isDescription(inside, text, at, at + whole.length) ? ' ' : whole,
    )
    .replaceAll(/[♪♫♬♩][^♪♫♬♩]*[♪♫♬♩]/gu, ' ')
  // A song that goes on in the next cue.
  return /[♪♫♬♩]/u.test(spoken) ? '' : spoken
}

/** "(laughs)" is nobody's word; "(and I mean all of it)" is. What fills its line is a description at any length. */
function isDescription(inside: string, text: string, from: number, to: number): boolean {
  const alone = /(?:^|\n)[\s-]*$/u.test(text.slice(0, from)) && /^\s*(?:\n|$)/u.test(text.slice(to))
  return alone || inside.trim().split(/\s+/u).length <= MAX_DESCRIPTION_WORDS
}

/** "- Hi", ">> Hi", "JOHN: Hi", "MR. O'NEIL (V.O.): Hi". A name in small letters is not known from other words. */
function withoutSpeaker(line: string): string {
  const bare = line.replace(/^\s*(?:[-–—‐•]+\s*|>{2,}\s*)+/u, '')
  return bare.replace(/^\p{Lu}[\p{Lu}\d .'’&#-]{1,30}(?:\s*\([^)]*\)\s*)?[:：](?=\s|$)/u, '')
}
