/**
 * Lets `source` run ahead of its reader by up to `ahead` values, so that two steps of a pipeline work side by side. Order
 * is kept, and no more than `ahead` values ever wait: a slow reader slows the source down. Ending the reader ends the source.
 */
export async function* prefetch<T>(source: AsyncIterable<T>, ahead: number): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  const queue: Promise<IteratorResult<T>>[] = []
  const pull = (): void => {
    const next = iterator.next()
    // Looked at in turn; until then a rejection must not count as unhandled.
    next.catch(() => {})
    queue.push(next)
  }
  try {
    for (;;) {
      while (queue.length < ahead) pull()
      const result = await queue.shift()
      if (!result || result.done) return
      yield result.value
    }
  } finally {
    await iterator.return?.()
  }
}
