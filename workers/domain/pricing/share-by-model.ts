/** A sentence as far as its recognition is paid: where it ends in the source (milliseconds), and the route that read it. */
export type ReadSentence = { endMs: number; model: string | null }

/**
 * Shares the stretch of source from `fromMs` to `toMs` out among the routes that read it: each sentence counts from the
 * end of the one before, what follows the last goes with it. Sentences are in order. All of it without a sentence is nobody's.
 */
export function shareByModel(
  sentences: readonly ReadSentence[],
  fromMs: number,
  toMs: number,
): { model: string | null; milliseconds: number }[] {
  const shares = new Map<string | null, number>()
  let reachedMs = fromMs
  sentences.forEach(({ endMs, model }, i) => {
    const untilMs = i === sentences.length - 1 ? toMs : Math.min(endMs, toMs)
    const milliseconds = Math.max(0, untilMs - reachedMs)
    shares.set(model, (shares.get(model) ?? 0) + milliseconds)
    reachedMs += milliseconds
  })
  if (sentences.length === 0) shares.set(null, Math.max(0, toMs - fromMs))
  return [...shares].map(([model, milliseconds]) => ({ model, milliseconds }))
}
