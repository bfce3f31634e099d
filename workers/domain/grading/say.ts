/**
 * Ways to say something, as a graph: a piece of sound and what may follow it. A number has thousands of spoken forms
 * ("double five" or "five five", with or without "and"), but its graph grows with its length only.
 */
export type Say = {
  /** Words without spaces, folded; "" says nothing and only leads on. */
  key: string
  /** What follows; null where it is said to the end. */
  next: readonly Say[] | null
}
