import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { findMtProvider } from '../providers/find-provider.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import type { TextBatch } from '../providers/provider.ts'
import { ProviderError } from '../providers/provider-error.ts'

export type Translated = { text: string; route: RunnerRoute } | null
export type Translating = { routes: readonly RunnerRoute[]; models: ModelRoutes; signal: AbortSignal }

/**
 * Translates each of the lines, or gives null for it. When an answer does not match its lines one to one, they are asked
 * for again in halves, and a line that was left out alone: so one bad line does not cost the others theirs.
 * Rejects with `ProviderError` when nobody can be asked.
 */
export async function translateLines(batch: TextBatch, context: Translating): Promise<Translated[]> {
  const { lines } = batch
  if (lines.length === 0) return []
  let texts: (string | null)[]
  let route: RunnerRoute
  try {
    const done = await context.models.call(
      context.routes,
      async (call) => {
        const provider = findMtProvider(call.route)
        if (!provider) throw new ProviderError('refused', 'this provider does not translate')
        return askInParts(batch, provider.maxLines, (part) => provider.translate(part, call))
      },
      { signal: context.signal, urgent: false },
    )
    texts = done.value
    route = done.route
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof ProviderError) || error.kind !== 'bad_answer') throw error
    if (lines.length === 1) return [null]
    return inHalves(batch, context)
  }
  const all = await Promise.all(
    texts.map(async (text, i): Promise<Translated> => {
      if (text !== null) return { text, route }
      if (lines.length === 1) return null
      return (await translateLines(around(batch, i, i + 1), context))[0] ?? null
    }),
  )
  return all
}

async function inHalves(batch: TextBatch, context: Translating): Promise<Translated[]> {
  const middle = Math.ceil(batch.lines.length / 2)
  const first = await translateLines(around(batch, 0, middle), context)
  return [...first, ...(await translateLines(around(batch, middle, batch.lines.length), context))]
}

/** A fallback may take fewer lines at once than the route the batch was made for. */
async function askInParts(
  batch: TextBatch,
  maxLines: number,
  ask: (part: TextBatch) => Promise<(string | null)[]>,
): Promise<(string | null)[]> {
  const texts: (string | null)[] = []
  for (let at = 0; at < batch.lines.length; at += maxLines) {
    texts.push(...(await ask(around(batch, at, Math.min(at + maxLines, batch.lines.length)))))
  }
  return texts
}

/** How many sentences on either side explain a line: pronouns and half sentences rarely reach further. */
export const CONTEXT_LINES = 2

/** Some of the lines; the others next to them become what explains them. */
function around({ before, lines, after }: TextBatch, from: number, to: number): TextBatch {
  return {
    before: [...before, ...lines.slice(0, from)].slice(-CONTEXT_LINES),
    lines: lines.slice(from, to),
    after: [...lines.slice(to), ...after].slice(0, CONTEXT_LINES),
  }
}
