const MAX_PERIOD = 12
/** Short loops must run longer before they count: "no, no, no" is speech. */
const MIN_REPEATED_TOKENS = 12

/**
 * How many tokens at the end of `tokens` are a loop that the model fell into: the same run of up to 12 tokens at least
 * three times over and at least 12 tokens in all. Counts the repeats only, not the first run; 0 when there is none.
 */
export function repeatedTail(tokens: readonly number[]): number {
  for (let period = 1; period <= MAX_PERIOD; period++) {
    const length = Math.max(2 * period, Math.ceil(MIN_REPEATED_TOKENS / period) * period)
    if (tokens.length < length + period) continue
    const from = tokens.length - length
    if (tokens.slice(from).every((token, i) => token === tokens[from + i - period])) return length
  }
  return 0
}
