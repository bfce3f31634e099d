import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/**
 * A small real server in the place of a Cloudflare Access team: it publishes its keys where Access does, and signs what a
 * test asks for (`POST /sign` with claims; `?key=other` uses a key that is not published).
 */
export async function startAccessStandIn(): Promise<string> {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://access')
    if (url.pathname === '/cdn-cgi/access/certs') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }))
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const key = url.searchParams.get('key') === 'other' ? other.privateKey : own.privateKey
      const claims: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString())
      void new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'own' })
        .sign(key)
        .then((token) => response.end(token))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
