import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createTcpServer } from 'node:net'

/** Servers that a test has started; `closeAll` belongs in its `afterEach`. */
export class TestServers {
  readonly #open: Array<{ server: Server; drop: () => void }> = []

  /** Starts an HTTP server on the loopback network and gives its `host:port`. */
  async http(listener: RequestListener, host = '127.0.0.1', port = 0): Promise<string> {
    const server = createHttpServer(listener)
    return await this.#listen(server, () => server.closeAllConnections(), host, port)
  }

  /** Starts a server that says whatever the test writes, or nothing; `connections` counts who came. */
  async raw(answer: string | null, host = '127.0.0.1', port = 0): Promise<{ host: string; connections: () => number }> {
    const sockets = new Set<{ destroy: () => void }>()
    const server = createTcpServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      if (answer !== null) socket.once('data', () => socket.end(answer))
    })
    const name = await this.#listen(server, () => sockets.forEach((socket) => socket.destroy()), host, port)
    return { host: name, connections: () => sockets.size }
  }

  async closeAll(): Promise<void> {
    for (const { server, drop } of this.#open.splice(0)) {
      const closed = once(server, 'close')
      server.close()
      drop()
      await closed
    }
  }

  async #listen(server: Server, drop: () => void, host: string, port: number): Promise<string> {
    server.listen(port, host)
    await once(server, 'listening')
    this.#open.push({ server, drop })
    return `${host}:${(server.address() as AddressInfo).port}`
  }
}
