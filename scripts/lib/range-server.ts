import { once } from 'node:events'
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A site that hands out the files of a folder by ranges, for links; its `host:port` goes into URL_ALLOW_HOSTS. */
export async function startRangeServer(folder: string): Promise<{ host: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(request.url ?? ''))
    const { size, mtimeMs } = statSync(path)
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    const [start, end] = from && last ? [Number(from), Math.min(Number(last), size - 1)] : [0, size - 1]
    response.writeHead(from ? 206 : 200, {
      etag: `"${size}-${mtimeMs}"`,
      'content-length': end - start + 1,
      ...(from && { 'content-range': `bytes ${start}-${end}/${size}` }),
    })
    createReadStream(path, { start, end }).pipe(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
