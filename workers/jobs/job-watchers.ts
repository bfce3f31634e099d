import type { JobEvent } from '../contract/jobs.ts'

/** The sub-protocol a client offers beside `bearer.<token>`, and the one the server picks. */
const EVENTS_PROTOCOL = 'listening.v1'
const NORMAL_CLOSURE = 1000

type Snapshot = Extract<JobEvent, { type: 'snapshot' }>

/** The open pages of one job, over hibernating sockets: the object may sleep while they wait. */
export class JobWatchers {
  private readonly ctx: DurableObjectState
  /** Counts what was published, so that a snapshot that was overtaken while it was read is read again. */
  private published = 0

  constructor(ctx: DurableObjectState) {
    this.ctx = ctx
  }

  /** Opens a socket whose first message is a snapshot that lacks nothing: what comes after it is sent as it happens. */
  async add(request: Request, read: () => Promise<Snapshot>): Promise<Response> {
    let seen: number
    let snapshot: Snapshot
    do {
      seen = this.published
      snapshot = await read()
    } while (seen !== this.published)

    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server)
    send(server, snapshot)
    if (!['queued', 'running'].includes(snapshot.job.status)) close(server)
    const wantsProtocol = request.headers.has('sec-websocket-protocol')
    const headers: HeadersInit = wantsProtocol ? { 'sec-websocket-protocol': EVENTS_PROTOCOL } : {}
    return new Response(null, { status: 101, webSocket: client, headers })
  }

  publish(event: JobEvent): void {
    this.published += 1
    for (const socket of this.ctx.getWebSockets()) send(socket, event)
  }

  /** Publishes what `read` gives; it is only asked when somebody watches. */
  async publishLatest(read: () => Promise<JobEvent | null>): Promise<void> {
    this.published += 1
    if (this.ctx.getWebSockets().length === 0) return
    const event = await read()
    if (event) this.publish(event)
  }

  closeAll(): void {
    for (const socket of this.ctx.getWebSockets()) close(socket)
  }
}

/** A socket that closed meanwhile is no fault: its client comes back and asks for a snapshot. */
function send(socket: WebSocket, event: JobEvent): void {
  try {
    socket.send(JSON.stringify(event))
  } catch {}
}

function close(socket: WebSocket): void {
  try {
    socket.close(NORMAL_CLOSURE, 'job ended')
  } catch {}
}
