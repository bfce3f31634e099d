import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../lib/random.ts'

export type FlakyProxy = {
  origin: string
  /** What it did to how many requests. */
  counts: Record<Trouble | 'through', number>
  /** From then on every request goes straight through, or has trouble by chance again. */
  calm: () => void
  shake: (random: Random) => void
  stop: () => void
}

const TROUBLES = ['drop', 'lose_answer', 'twice', 'again_later', 'delay'] as const
type Trouble = (typeof TROUBLES)[number]
/** `unheard`: it never arrived, or nobody was there; `unanswered`: the answer was lost; else the status it was answered with. */
export type Fate = 'unheard' | 'unanswered' | number

const MAX_DELAY_MS = 1_500
const MAX_LATER_MS = 6_000

/**
 * A real HTTP server before `target` that gives one request in three trouble: it never arrives, its answer is lost, it
 * arrives twice at once, once more seconds later, or late and so out of order. `tell` hears what became of each.
 */
export async function startFlakyProxy(
  target: string,
  tell: (request: { method: string; body: Buffer; at: number }, fate: Fate) => void = () => {},
): Promise<FlakyProxy> {
  let random: Random | null = null
  const counts: FlakyProxy['counts'] = { through: 0, drop: 0, lose_answer: 0, twice: 0, again_later: 0, delay: 0 }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const body = await readAll(request)
    const become = (fate: Fate): void => tell({ method: request.method ?? '', body, at }, fate)
    const trouble = random?.chance(1 / 3) ? random.pick(TROUBLES) : null
    const wait = (low: number, high: number): number => random?.between(low, high) ?? low
    counts[trouble ?? 'through'] += 1
    const send = (): Promise<Response> => forward(target, request, body)
    const answer = async (sent: Promise<Response>): Promise<void> => {
      try {
        const arrived = await sent
        become(arrived.status)
        await pass(arrived, response)
      } catch (error) {
        become('unheard')
        throw error
      }
    }
    switch (trouble) {
      case 'drop':
        become('unheard')
        return void request.socket.destroy()
      case 'lose_answer':
        become('unanswered')
        await (await send()).arrayBuffer()
        return void request.socket.destroy()
      case 'twice': {
        const second = send().then((again) => again.arrayBuffer())
        await Promise.all([answer(send()), second])
        return
      }
      case 'again_later':
        setTimeout(() => void send().catch(() => {}), wait(500, MAX_LATER_MS)).unref()
        break
      case 'delay':
        await sleep(wait(1, MAX_DELAY_MS))
        break
      default:
    }
    await answer(send())
  }

  const server = createServer((request, response) => {
    // The other end is down: so is the way to it.
    handle(request, response).catch(() => request.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    counts,
    calm: () => (random = null),
    shake: (chance) => (random = chance),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Headers of one connection, which say nothing on the next. */
const OF_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'])

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !OF_CONNECTION.has(name)) headers.set(name, value)
  }
  const { method = 'GET' } = request
  return fetch(target + request.url, {
    method,
    headers,
    ...(method !== 'GET' && body.length > 0 && { body: new Uint8Array(body) }),
  })
}

async function pass(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = [...answer.headers].filter(([name]) => !OF_CONNECTION.has(name) && name !== 'content-encoding')
  response.writeHead(answer.status, Object.fromEntries(headers)).end(body)
}
