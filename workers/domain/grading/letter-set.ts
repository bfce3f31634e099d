/** Which characters a word has, one bit each, to tell cheaply how alike two words can be at most. */
export function letterSet(word: string): number {
  let set = 0
  for (let index = 0; index < word.length; index += 1) set |= letterBit(word.charCodeAt(index))
  return set
}

/** The 26 letters have a bit each; all other characters share the six that are left. */
export function letterBit(code: number): number {
  return code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << (26 + (code % 6))
}

export function sizeOf(set: number): number {
  let value = set - ((set >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
