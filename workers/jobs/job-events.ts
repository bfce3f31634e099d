import type { JobEvent } from '../contract/jobs.ts'

/** The sub-protocol a client offers beside `bearer.<token>`, and the one the server picks. */
export const EVENTS_PROTOCOL = 'listening.v1'
const NORMAL_CLOSURE = 1000

export const sendEvent = (socket: WebSocket, event: JobEvent): void => {
  try {
    socket.send(JSON.stringify(event))
  } catch {
    // Closed meanwhile; the client comes back and asks for a snapshot.
  }
}

export const closeSocket = (socket: WebSocket): void => {
  try {
    socket.close(NORMAL_CLOSURE, 'job ended')
  } catch {
    // Closed meanwhile.
  }
}
