/** Words and what they stand for, "one:other", with white space between the pairs. */
export function pairs(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const pair of text.trim().split(/\s+/u)) {
    const [one = '', other = ''] = pair.split(':')
    found.set(one, other)
  }
  return found
}
