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

/** Something that can be said before `next`. */
export type Part = (next: Say['next']) => readonly Say[]

/** Any one of the phrases; "" for saying nothing. */
export function words(...phrases: readonly string[]): Part {
  return (next) =>
    phrases.flatMap((phrase) => (phrase === '' ? nothing(next) : [{ key: phrase.replaceAll(' ', ''), next }]))
}

/** One after the other. */
export function seq(...parts: readonly Part[]): Part {
  return (next) => {
    let rest: Say['next'] = next
    for (const part of parts.toReversed()) rest = part(rest)
    return rest ?? nothing(null)
  }
}

/** One of them. */
export function alt(...parts: readonly Part[]): Part {
  return (next) => parts.flatMap((part) => part(next))
}

function nothing(next: Say['next']): readonly Say[] {
  return next ?? [{ key: '', next: null }]
}
