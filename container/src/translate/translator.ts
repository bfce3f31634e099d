/**
 * Translates a job's sentences beside its recognition: a sentence is delivered without waiting, its translation follows.
 * What cannot be translated stays without, and costs nothing; the job goes on.
 */
import PQueue from 'p-queue'
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { Callbacks } from '../job/callbacks.ts'
import { findMtProvider } from '../providers/find-provider.ts'
import { CONTEXT_LINES, translateLines, type Translating } from './translate-lines.ts'

export type Translator = {
  /** A sentence that is stored. Sentences come in order. `done`: it needs no translation, and only explains the others. */
  add: (line: { segmentIndex: number; text: string; done: boolean }) => void
  /** Resolves when everything that was added is translated, or given up. */
  finish: () => Promise<void>
}

type Line = { segmentIndex: number; text: string }

/** Sentences come some at a time; so long is waited for more to go with the first of a batch. */
const GATHER_MS = 250
/** Sentences that are remembered to explain later ones. */
const KEPT_LINES = 64

export function createTranslator(context: Translating & { callbacks: Pick<Callbacks, 'putTranslations'> }): Translator {
  const { routes, callbacks, signal } = context
  const [first] = routes
  const maxLines = first ? (findMtProvider(first)?.maxLines ?? 1) : 1
  const queue = new PQueue({ concurrency: first?.maxConcurrent ?? 1 })
  const recent: Line[] = []
  let waiting: Line[] = []
  let gather: NodeJS.Timeout | null = null
  let fault: unknown = null

  function flush(): void {
    if (gather) clearTimeout(gather)
    gather = null
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxLines)
      // Whatever ends the job ends this too; it is told once, by `finish`.
      queue.add(() => translate(batch), { signal }).catch((error: unknown) => (fault ??= error))
    }
  }

  async function translate(batch: readonly Line[]): Promise<void> {
    const [from, to] = [batch[0]?.segmentIndex ?? 0, batch.at(-1)?.segmentIndex ?? 0]
    const own = new Set(batch.map(({ segmentIndex }) => segmentIndex))
    const others = recent.filter(({ segmentIndex }) => !own.has(segmentIndex))
    const texts = (lines: readonly Line[]): string[] => lines.map(({ text }) => text)
    const asked = {
      before: texts(others.filter(({ segmentIndex }) => segmentIndex < from).slice(-CONTEXT_LINES)),
      lines: texts(batch),
      after: texts(others.filter(({ segmentIndex }) => segmentIndex > to).slice(0, CONTEXT_LINES)),
    }
    const done = await translateLines(asked, context)
    const items = batch.flatMap(({ segmentIndex, text }, i) => {
      const translated = done[i]
      if (!translated) return []
      return [
        {
          segmentIndex,
          translationZh: translated.text.slice(0, 2000),
          ...nameOf(translated.route),
          characters: [...text].length,
        },
      ]
    })
    if (items.length > 0) await callbacks.putTranslations(items)
  }

  return {
    add({ done, ...line }) {
      recent.push(line)
      if (recent.length > KEPT_LINES) recent.shift()
      if (done || routes.length === 0) return
      waiting.push(line)
      if (waiting.length >= maxLines) flush()
      else gather ??= setTimeout(flush, GATHER_MS)
    },
    async finish() {
      flush()
      await queue.onIdle()
      signal.throwIfAborted()
      if (fault !== null) throw fault
    },
  }
}

const nameOf = (route: RunnerRoute): { model: string; engine: string } => ({
  model: route.modelName,
  engine: `${route.provider}/${route.model}/${route.language}`,
})
