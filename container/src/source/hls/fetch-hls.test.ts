import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startRangeServer } from '../../../../scripts/lib/range-server.ts'
import { LONG_RECORDING, make, samplesOf } from '../../../test-support/recordings.ts'
import { tempFolder } from '../../../test-support/temp-folder.ts'
import { FetchFixture, redirectTo } from '../fetch-fixture.ts'
import { openAnyLink } from '../open-any-link.ts'
import { fetchHls } from './fetch-hls.ts'

const fixture = new FetchFixture()
const VOD = ['-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod']
const AAC = ['-c:a', 'aac', '-b:a', '64k']

/** A site with the 11 s recording in pieces, made with these options. */
async function siteWith(...options: string[]): Promise<{ folder: string; host: string }> {
  const folder = await tempFolder()
  await make('-i', LONG_RECORDING, ...AAC, ...options, join(folder, 'index.m3u8'))
  return { folder, host: await serve(folder) }
}

async function serve(folder: string): Promise<string> {
  const server = await startRangeServer(folder)
  onTestFinished(server.stop)
  return server.host
}

/** A site with these texts and nothing else; a path it does not have is 404. */
async function textSite(texts: Record<string, string>): Promise<string> {
  return fixture.servers.http((request, response) => {
    const text = texts[request.url ?? '']
    if (text === undefined) response.writeHead(404).end()
    else if (text.startsWith('->')) redirectTo(text.slice(2))(request, response)
    else response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(text)
  })
}

const list = (...lines: string[]): string =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:2',
    ...lines.flatMap((line) => (line.startsWith('#') ? [line] : ['#EXTINF:2,', line])),
    '#EXT-X-ENDLIST',
  ].join('\n')

async function fetchFrom(
  host: string,
  extra: { maxDurationMs?: number; maxBytes?: number; allow?: string[] } = {},
): Promise<number[]> {
  const shares: number[] = []
  const { maxDurationMs = 60_000, maxBytes = 10_000_000, allow = [host] } = extra
  const url = `http://${host}/index.m3u8`
  await fetchHls(
    { url, toFile: fixture.toFile, maxBytes, allowHosts: allow, maxDurationMs, limits: { retryMs: 1 } },
    (share) => shares.push(share),
  )
  return shares
}

/** Seconds of sound in what was fetched, and how much they differ from the recording's. */
async function heard(): Promise<number> {
  return (await samplesOf(fixture.toFile, 16_000)).length / 16_000
}

describe('a recording in pieces is one file afterwards', () => {
  it.each([
    ['a transport stream', [...VOD]],
    ['a fragmented MP4', [...VOD, '-hls_segment_type', 'fmp4']],
    ['parts of one transport stream', [...VOD, '-hls_flags', 'single_file']],
    ['parts of one fragmented MP4', [...VOD, '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file']],
    ['bare AAC', [...VOD, '-hls_segment_filename', 'x%d.aac']],
  ])('of %s', async (_, options) => {
    const folder = await tempFolder()
    const absolute = options.map((option) => (option === 'x%d.aac' ? join(folder, option) : option))
    await make('-i', LONG_RECORDING, ...AAC, ...absolute, join(folder, 'index.m3u8'))
    const shares = await fetchFrom(await serve(folder))
    expect(shares.at(-1)).toBeCloseTo(1, 5)
    expect(shares.length).toBeGreaterThan(3)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(Math.abs((await heard()) - 11)).toBeLessThan(0.3)
  })

  it.each([
    ['an IV of its own', `\n${'0123456789abcdef'.repeat(2)}`],
    ['the number of the segment', ''],
  ])('that was under keys with %s', async (_, iv) => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'secret.key'), randomBytes(16))
    await writeFile(join(folder, 'info'), `secret.key\n${join(folder, 'secret.key')}${iv}`)
    await make(
      '-i',
      LONG_RECORDING,
      ...AAC,
      ...VOD,
      '-hls_key_info_file',
      join(folder, 'info'),
      join(folder, 'index.m3u8'),
    )
    await fetchFrom(await serve(folder))
    expect(Math.abs((await heard()) - 11)).toBeLessThan(0.3)
  })

  it('that is chosen from a master playlist, behind a redirect', async () => {
    const { folder, host } = await siteWith(...VOD)
    await make('-i', LONG_RECORDING, '-t', '4', ...AAC, ...VOD, join(folder, 'short.m3u8'))
    await writeFile(
      join(folder, 'master.m3u8'),
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",LANGUAGE="en",URI="index.m3u8"\n' +
        '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.1,mp4a.40.2",AUDIO="a"\nshort.m3u8\n',
    )
    const first = await textSite({ '/index.m3u8': `->http://${host}/master.m3u8` })
    await fetchFrom(first, { allow: [first, host] })
    expect(Math.abs((await heard()) - 11)).toBeLessThan(0.3)
  })

  it('is what any link to it is opened as', async () => {
    const { host } = await siteWith(...VOD)
    const context = {
      toFile: fixture.toFile,
      folder: fixture.folder,
      maxBytes: 1e7,
      maxDurationMs: 60_000,
      allowHosts: [host],
    }
    const opened = await openAnyLink({ ...context, url: `http://${host}/index.m3u8`, onShare: () => {} })
    const { pieces } = opened
    if (!pieces) throw new Error('not in pieces')
    onTestFinished(pieces.close)
    expect(Math.abs(pieces.durationMs - 11_000)).toBeLessThan(300)
    const all: Uint8Array[] = []
    for await (const { bytes } of pieces.pieces()) all.push(bytes)
    await opened.fetchWhole()
    expect(await readFile(fixture.toFile)).toEqual(Buffer.concat(all))
  })
})

it('a piece that its server stumbles over is asked for again, and not for ever', async () => {
  const asked: (string | undefined)[] = []
  const serveWell = (times: number) =>
    fixture.servers.http((request, response) => {
      asked.push(request.url)
      const before = asked.filter((url) => url === request.url).length
      if (request.url === '/index.m3u8') response.end(list('/a', '/b'))
      else if (before <= times) response.writeHead(503).end()
      else response.end(request.url?.slice(1))
    })
  await fetchFrom(await serveWell(2))
  expect(String(await readFile(fixture.toFile))).toBe('ab')
  asked.length = 0
  await expect(fetchFrom(await serveWell(9))).rejects.toMatchObject({ code: 'link_unreachable' })
  expect(asked.filter((url) => url === '/a')).toHaveLength(3)
})

describe('a playlist that cannot be used', () => {
  it.each<[string, string, Record<string, string>]>([
    ['link_is_live', 'has no end', { '/index.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n' }],
    ['unsupported_link', 'is empty', { '/index.m3u8': list() }],
    ['unsupported_link', 'is a list of songs', { '/index.m3u8': '#EXTM3U\n#EXTINF:1,\nhttp://example.com/a.mp3' }],
    ['unsupported_link', 'is protected', { '/index.m3u8': list('#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k"', 'a.ts') }],
    ['unsupported_link', 'leads to itself', { '/index.m3u8': '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nindex.m3u8' }],
    [
      'unsupported_link',
      'has a key of a wrong size',
      { '/index.m3u8': list('#EXT-X-KEY:METHOD=AES-128,URI="/k"', '/a'), '/k': 'short', '/a': 'x' },
    ],
    [
      'media_damaged',
      'has a key that does not fit',
      { '/index.m3u8': list('#EXT-X-KEY:METHOD=AES-128,URI="/k"', '/a'), '/k': 'k'.repeat(16), '/a': 'x'.repeat(32) },
    ],
    ['link_not_found', 'misses a piece', { '/index.m3u8': list('/a', '/b'), '/a': 'x' }],
    [
      'link_unreachable',
      'names a part that is not there',
      { '/index.m3u8': list('#EXT-X-BYTERANGE:50@10', '/a'), '/a': 'x'.repeat(20) },
    ],
  ])('is %s where it %s', async (code, _, texts) => {
    const host = await textSite(texts)
    await expect(fetchFrom(host)).rejects.toMatchObject({ code })
  })

  it('is refused for its length before any piece is fetched, and for its size as it grows', async () => {
    const asked: (string | undefined)[] = []
    const host = await fixture.servers.http((request, response) => {
      asked.push(request.url)
      if (request.url === '/index.m3u8') response.end(list(...Array.from({ length: 40 }, (_, i) => `/${i}`)))
      else response.end(Buffer.alloc(100_000))
    })
    await expect(fetchFrom(host, { maxDurationMs: 79_000 })).rejects.toMatchObject({ code: 'media_too_long' })
    expect(asked).toEqual(['/index.m3u8'])
    await expect(fetchFrom(host, { maxDurationMs: 80_000, maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'file_too_large',
    })
    expect(asked.length).toBeLessThan(20)
  })

  it.each([
    ['of a server that sends all where a part was asked for', '#EXT-X-BYTERANGE:1@99999', 4],
    ['of tries that fail', '#EXT-X-BYTERANGE:1@200000', 3],
  ])('may not take more than it is given, by what comes and not by what is kept: %s', async (_, part, pieces) => {
    const asked: (string | undefined)[] = []
    const host = await fixture.servers.http((request, response) => {
      asked.push(request.url)
      if (request.url !== '/index.m3u8') response.end(Buffer.alloc(100_000))
      else response.end(list(...Array.from({ length: 20 }, (__, i) => `${part}\n/${i}`)))
    })
    await expect(fetchFrom(host, { maxBytes: 350_000 })).rejects.toMatchObject({ code: 'file_too_large' })
    expect(new Set(asked.slice(1)).size).toBeLessThanOrEqual(pieces + 3)
  })

  it('is read no further than to the end of the part, where a server sends all', async () => {
    let isWholeSent = false
    const host = await fixture.servers.http((request, response) => {
      if (request.url === '/index.m3u8') response.end(list('#EXT-X-BYTERANGE:1@1', '/a'))
      else response.on('finish', () => (isWholeSent = true)).end(Buffer.alloc(30_000_000, 'xyz'))
    })
    await fetchFrom(host)
    expect(String(await readFile(fixture.toFile))).toBe('y')
    expect(isWholeSent).toBe(false)
  })

  it('may not go on for ever by itself', async () => {
    const host = await fixture.servers.http((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('#EXTM3U\n#EXTINF:1,\na.ts\n'.repeat(1000)));
      }
      response.on('drain', more)
      more()
    })
    await expect(fetchFrom(host, { maxBytes: 1e9 })).rejects.toMatchObject({ code: 'file_too_large' })
  })
})

describe('what a playlist names', () => {
  it.each<[string, (inside: string) => Record<string, string>]>([
    ['as a piece', (inside) => ({ '/index.m3u8': list(inside) })],
    ['as a piece behind a redirect', (inside) => ({ '/index.m3u8': list('/a'), '/a': `->${inside}` })],
    ['as a header', (inside) => ({ '/index.m3u8': list(`#EXT-X-MAP:URI="${inside}"`, '/a'), '/a': 'x' })],
    ['as a key', (inside) => ({ '/index.m3u8': list(`#EXT-X-KEY:METHOD=AES-128,URI="${inside}"`, '/a'), '/a': 'x' })],
    ['as a playlist', (inside) => ({ '/index.m3u8': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${inside}` })],
    [
      'as a playlist of sound',
      (inside) => ({
        '/index.m3u8': `#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="${inside}"\n#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"\n/x`,
      }),
    ],
  ])('is link_blocked where it is inside, and nobody is connected to: %s', async (_, textsOf) => {
    const canary = await fixture.servers.raw(null)
    for (const inside of [
      `http://${canary.host}/a`,
      'file:///etc/passwd',
      'http://localhost/',
      'data:video/mp2t,x',
      'crypto:http://169.254.169.254/',
    ]) {
      const host = await textSite(textsOf(inside))
      await expect(fetchFrom(host)).rejects.toMatchObject({ code: 'link_blocked' })
    }
    expect(canary.connections()).toBe(0)
  })
})
