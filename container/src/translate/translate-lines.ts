import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { Log } from '../log.ts'
import { callWhole } from '../providers/call-whole.ts'
import { findMtProvider } from '../providers/find-provider.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import type { ModelCall, TextBatch } from '../providers/provider.ts'
import { ProviderError } from '../providers/provider-error.ts'

export type Translated = { text: string; route: RunnerRoute } | null
export type Translating = {
  routes: readonly RunnerRoute[]
  models: ModelRoutes
  signal: AbortSignal
  log?: Pick<Log, 'warn' | 'info'> | undefined
}

/**
 * Translates each of the lines, or gives null for it. When an answer does not match its lines one to one, they are asked
 * for again in halves, and a line that was left out alone: so one bad line does not cost the others theirs. Lines that are
 * more than a route takes at once, as a fallback may, go to it in parts, each within its limits. A part that nobody could
 * translate is null; the others are kept. Rejects with the signal's reason only.
 */
export async function translateLines(batch: TextBatch, context: Translating): Promise<Translated[]> {
  const { lines } = batch
  if (lines.length === 0) return []
  const takesAll = (route: RunnerRoute): boolean => linesOf(route) >= lines.length
  let done: Awaited<ReturnType<typeof callWhole<(string | null)[] | null>>>
  try {
    done = await callWhole(context, takesAll, (call) => ask(batch, call), false)
  } catch (error) {
    context.signal.throwIfAborted()
    context.log?.warn('translation_failed', { detail: error instanceof Error ? error.message : String(error) })
    return lines.map(() => null)
  }
  if ('rest' in done) return inParts(batch, done.rest, context)
  const { value: texts, route } = done
  if (lines.length === 1) return texts?.[0] ? [{ text: texts[0], route }] : byTheNext(route, batch, context)
  if (texts === null) return inHalves(batch, context)
  return Promise.all(
    texts.map(async (text, i): Promise<Translated> => {
      if (text !== null) return { text, route }
      return (await translateLines(around(batch, i, i + 1), context))[0] ?? null
    }),
  )
}

/** A line each, null where one was left out; null for all when they do not match their lines. */
async function ask(batch: TextBatch, call: ModelCall): Promise<(string | null)[] | null> {
  const provider = findMtProvider(call.route)
  if (!provider) throw new ProviderError('refused', 'this provider does not translate')
  try {
    return await provider.translate(batch, call)
  } catch (error) {
    // No fault of the provider's, and the same question would get the same answer: not for the gate to try again.
    if (error instanceof ProviderError && error.kind === 'mismatch') return null
    throw error
  }
}

/** How many lines a route takes at once. */
const linesOf = (route: RunnerRoute): number => findMtProvider(route)?.maxLines ?? Infinity

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

/** As many lines at once as the first of the routes takes. */
async function inParts(batch: TextBatch, routes: readonly RunnerRoute[], context: Translating): Promise<Translated[]> {
  const [first] = routes
  const most = first ? linesOf(first) : 1
  const parts: TextBatch[] = []
  for (let at = 0; at < batch.lines.length; at += most) {
    parts.push(around(batch, at, Math.min(at + most, batch.lines.length)))
  }
  return (await Promise.all(parts.map((part) => translateLines(part, { ...context, routes })))).flat()
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
