/**
 * A small real HTTP server in a provider's place: it keeps what it is asked and answers what a test tells it to, in the
 * forms of the published documents.
 */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { RunnerRoute } from '../../workers/contract/model-routes.ts'
import type { ModelCall } from '../src/providers/provider.ts'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer; json: unknown }
export type Reply = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }

export type ModelServer = { url: string; asked: Asked[] }

/** Answers each request with what `reply` gives; null: not at all. Ends with the test. */
export async function startModelServer(
  reply: (asked: Asked, count: number) => Reply | null | Promise<Reply | null>,
): Promise<ModelServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const isJson = request.headers['content-type'] === 'application/json'
      const one: Asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
        json: isJson ? JSON.parse(body.toString()) : null,
      }
      asked.push(one)
      void Promise.resolve(reply(one, asked.length)).then((answer) => {
        if (!answer) return
        const { status = 200, headers = {}, json, text } = answer
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(text ?? JSON.stringify(json))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

export const KEY = 'sk-a-secret-key-for-tests'

export const someRoute = (fields: Partial<RunnerRoute> = {}): RunnerRoute => ({
  modelName: 'a-route',
  provider: 'openai-compatible',
  model: 'a-model',
  language: 'en',
  baseUrl: 'http://127.0.0.1:1',
  timeoutMs: 5_000,
  maxConcurrent: 4,
  maxPerMinute: null,
  updatedAt: 0,
  ...fields,
})

export const someCall = (baseUrl: string, fields: Partial<RunnerRoute> = {}): ModelCall => ({
  route: someRoute({ ...fields, baseUrl }),
  baseUrl,
  key: KEY,
  signal: new AbortController().signal,
})
