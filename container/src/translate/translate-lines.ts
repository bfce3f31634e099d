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
  const { value: texts, route } = await context.models.call(
    context.routes,
    async (call) => {
      const provider = findMtProvider(call.route)
      if (!provider) throw new ProviderError('refused', 'this provider does not translate')
      try {
        return await askInParts(batch, provider.maxLines, (part) => provider.translate(part, call))
      } catch (error) {
        // No fault of the provider's, and the same question would get the same answer: not for the gate to try again.
        if (error instanceof ProviderError && error.kind === 'mismatch') return null
        throw error
      }
    },
    { signal: context.signal, urgent: false },
  )
  if (lines.length === 1) return texts?.[0] ? [{ text: texts[0], route }] : byTheNext(route, batch, context)
  if (texts === null) return inHalves(batch, context)
  return Promise.all(
    texts.map(async (text, i): Promise<Translated> => {
      if (text !== null) return { text, route }
      return (await translateLines(around(batch, i, i + 1), context))[0] ?? null
    }),
  )
}

/** A line that one model does not translate even alone is the next one's. */
async function byTheNext(route: RunnerRoute, batch: TextBatch, context: Translating): Promise<Translated[]> {
  const rest = context.routes.slice(context.routes.indexOf(route) + 1)
  return rest.length === 0 ? [null] : translateLines(batch, { ...context, routes: rest })
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
