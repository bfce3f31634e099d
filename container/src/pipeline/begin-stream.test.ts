/** Recordings in pieces, opened as a job opens them. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LONG_RECORDING, make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { SAMPLE_RATE, type DecodedAudio } from './decode.ts'
import { openAndProbe, type OpenedSource } from './open-and-probe.ts'

const SECONDS = 60
const AAC = ['-c:a', 'aac', '-b:a', '64k', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod']
const FMP4 = ['-hls_segment_type', 'fmp4']

type Site = { url: string; asked: string[]; break: (path: string) => void }

/** A minute of speech in pieces of 2 s; asked for pieces are noted, and some may be made to fail. */
async function siteWith(...options: string[]): Promise<Site> {
  const folder = await tempFolder()
  await make(
    '-stream_loop',
    '5',
    '-i',
    LONG_RECORDING,
    '-t',
    String(SECONDS),
    ...AAC,
    ...options,
    join(folder, 'index.m3u8'),
  )
  const [asked, broken] = [[] as string[], new Set<string>()]
  const server = createServer((request, response) => {
    const path = request.url?.slice(1) ?? ''
    asked.push(path)
    if (broken.has(path)) response.writeHead(404).end()
    else response.end(readFileSync(join(folder, path)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/index.m3u8`, asked, break: (path) => broken.add(path) }
}

async function open({ url }: Site, maxDurationMs = 120_000): Promise<OpenedSource & { fetched: () => number }> {
  let shares = 0
  const opened = await openAndProbe(
    { source: { kind: 'url', url }, limits: { maxDurationMs, maxSourceBytes: 1e8 } },
    {
      folder: await tempFolder(),
      tools: TOOLS,
      signal: new AbortController().signal,
      allowHosts: [new URL(url).host],
      callbacks: { readSource: () => Promise.reject(new Error('not asked')) },
    },
    { onShare: () => (shares += 1), onFetched: () => {} },
  )
  onTestFinished(opened.close)
  return { ...opened, fetched: () => shares }
}

async function secondsOf({ blocks }: DecodedAudio): Promise<number> {
  let samples = 0
  for await (const block of blocks) samples += block.length
  return samples / SAMPLE_RATE
}

describe('a recording in pieces', () => {
  it.each([
    ['of a transport stream', []],
    ['of a fragmented MP4', FMP4],
  ])('%s is heard before most of it was fetched, and to its end', async (_, options) => {
    const site = await siteWith(...options)
    const opened = await open(site)
    expect(new Set(site.asked).size).toBeLessThan(20)
    expect(Math.abs(opened.durationMs - SECONDS * 1000)).toBeLessThan(500)
    expect(opened.fetched()).toBe(0)
    expect(await secondsOf(opened.audio)).toBeCloseTo(SECONDS, 0)
    // The list is asked for a second time once it is known to be one; each piece once.
    expect(site.asked.length).toBe(new Set(site.asked).size + 1)
  })

  it('is fetched as a whole for those who look at it in other places', async () => {
    const opened = await open(await siteWith())
    const whole = await opened.fetchWhole()
    expect(await secondsOf(whole.audio)).toBeCloseTo(SECONDS, 0)
    expect(opened.fetched()).toBeGreaterThan(20)
    await whole.close()
  })

  it('that loses a piece in the middle ends with that, and not early', async () => {
    const site = await siteWith()
    const opened = await open(site)
    site.break('index29.ts')
    await expect(secondsOf(opened.audio)).rejects.toMatchObject({ code: 'link_not_found' })
  })

  it('is refused by the length that its playlist states', async () => {
    const site = await siteWith()
    await expect(open(site, 30_000)).rejects.toMatchObject({ code: 'media_too_long' })
    expect(new Set(site.asked)).toEqual(new Set(['index.m3u8']))
  })
})
