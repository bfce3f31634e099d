import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { FetchedMedia, FetchOptions } from './guarded-fetch.ts'
import { fetchPublicMedia, LinkError } from './guarded-fetch.ts'
import { TestServers } from './test-servers.ts'

/** 200 kB that begin as an MP4 file does. */
export const MEDIA = Buffer.concat([Buffer.from('\0\0\0\x20ftypisom'), Buffer.alloc(200_000, 7)])

type Extra = Partial<Omit<FetchOptions, 'toFile'>>

/** What the tests of `fetchPublicMedia` share: real servers on the loopback network, and a folder per test. */
export class FetchFixture {
  readonly servers = new TestServers()
  folder = ''
  toFile = ''

  constructor() {
    beforeEach(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'guarded-fetch-'))
      this.toFile = join(this.folder, 'media')
    })
    afterEach(async () => {
      await this.servers.closeAll()
      await rm(this.folder, { recursive: true })
    })
  }

  /** Fetches from an allowed `host:port`. */
  from(host: string, path = '/media.mp4', extra: Extra = {}): Promise<FetchedMedia> {
    return this.fetch(`http://${host}${path}`, { allowHosts: [host], ...extra })
  }

  fetch(url: string, extra: Extra = {}): Promise<FetchedMedia> {
    return fetchPublicMedia({ url, toFile: this.toFile, maxBytes: 1_000_000, ...extra })
  }

  /** The code a fetch fails with; says so when it succeeds, fails otherwise, or leaves a file behind. */
  async failureOf(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => 'no failure',
      (reason: unknown) => reason,
    )
    if (existsSync(this.toFile)) return 'a file was left behind'
    return error instanceof LinkError ? error.code : String(error)
  }
}

export const serveMedia: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4' }).end(MEDIA)
}

export function redirectTo(location: string, status = 302): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { location }).end('Moved')
  }
}

/** Writes a piece at once, again and again, until the other side has gone. */
export function drip(response: ServerResponse, piece: Buffer, everyMs: number): void {
  const timer = setInterval(() => response.write(piece), everyMs)
  response.on('close', () => clearInterval(timer))
}
