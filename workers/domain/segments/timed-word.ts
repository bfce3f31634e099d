import { isWord } from '../text/words.ts'

/** A word as it is written, with the punctuation that belongs to it, and when it is said. Milliseconds of the source. */
export type TimedWord = {
  text: string
  startMs: number
  endMs: number
  /** Worked out from the time of a whole line, not heard: right to half a second or so. */
  estimated: boolean
}

/** The words of a text; signs that nobody says ("–", "…") stay with the word before them, or the first one after. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  let opening = ''
  for (const piece of text.split(/\s+/u).filter(Boolean)) {
    const last = tokens.at(-1)
    if (isWord(piece)) {
      tokens.push(opening + piece)
      opening = ''
    } else if (last === undefined) opening += `${piece} `
    else tokens[tokens.length - 1] = `${last} ${piece}`
  }
  return tokens
}
