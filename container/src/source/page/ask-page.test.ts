import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { SHORT_RECORDING } from '../../../test-support/recordings.ts'
import { FetchFixture, serveMedia } from '../fetch-fixture.ts'
import type { OpenedLink } from '../open-any-link.ts'
import { openAnyLink } from '../open-any-link.ts'
import { askPage, ytDlpArguments } from './ask-page.ts'
import { findYtDlp } from './find-yt-dlp.ts'

const fixture = new FetchFixture()

/** A program that answers as yt-dlp would: it says what it was told to, whatever the page. */
async function standIn(script: string): Promise<string> {
  const path = join(fixture.folder, 'yt-dlp')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}
const says = (answer: object): Promise<string> => standIn(`cat <<'END'\n${JSON.stringify(answer)}\nEND`)

async function ask(ytDlp: string, url = 'http://example.com/watch', allowHosts: string[] = []) {
  return askPage({ ytDlp, url, folder: fixture.folder, maxDurationMs: 60_000, allowHosts })
}

/** A site with one page and its recording. */
async function siteWith(page: (host: string) => string): Promise<string> {
  const wav = await readFile(SHORT_RECORDING)
  let host = ''
  host = await fixture.servers.http((request, response) => {
    if (request.url === '/talk.wav') response.writeHead(200, { 'content-type': 'audio/wav' }).end(wav)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(host))
  })
  return host
}

function open(url: string, ytDlp: string | null, allowHosts: string[]): Promise<OpenedLink> {
  const { folder, toFile } = fixture
  return openAnyLink({
    url,
    folder,
    toFile,
    ytDlp,
    allowHosts,
    maxBytes: 1e7,
    maxDurationMs: 60_000,
    onShare: () => {},
  })
}

describe('a page', () => {
  it('leads to its recording, which is fetched by us', async () => {
    const host = await siteWith(() => '<!doctype html>')
    const ytDlp = await says({
      formats: [{ url: `http://${host}/talk.wav`, protocol: 'http', acodec: 'pcm', vcodec: 'none' }],
    })
    const { reader } = await open(`http://${host}/watch`, ytDlp, [host])
    expect(reader).toBeNull()
    expect(await readFile(fixture.toFile)).toEqual(await readFile(SHORT_RECORDING))
  })

  it('may not lead inside, nor to a page', async () => {
    const canary = await fixture.servers.raw(null)
    const host = await siteWith(() => '<!doctype html>')
    const inside = await says({ url: `http://${canary.host}/a.mp3` })
    await expect(open(`http://${host}/watch`, inside, [host])).rejects.toMatchObject({ code: 'link_blocked' })
    const page = await says({ url: `http://${host}/another` })
    await expect(open(`http://${host}/watch`, page, [host])).rejects.toMatchObject({ code: 'unsupported_link' })
    expect(canary.connections()).toBe(0)
  })

  it('is unsupported_link where nobody is asked, and is not asked about where there is media', async () => {
    const host = await siteWith(() => '<!doctype html>')
    await expect(open(`http://${host}/watch`, null, [host])).rejects.toMatchObject({ code: 'unsupported_link' })
    const media = await fixture.servers.http(serveMedia)
    await open(`http://${media}/a.mp4`, join(fixture.folder, 'no-such-program'), [media])
  })

  it.each<[string, string, string]>([
    ['unsupported_link', 'is not known', 'echo "ERROR: Unsupported URL" >&2; exit 1'],
    ['unsupported_link', 'makes it fall silent', 'exit 0'],
    ['unsupported_link', 'makes it talk nonsense', 'echo "<html>"'],
    [
      'unsupported_link',
      'makes it talk without end',
      'while :; do echo 0123456789012345678901234567890123456789; done',
    ],
    ['unsupported_link', 'has nothing to fetch', `echo '{"formats":[]}'`],
    ['link_is_live', 'is live', `echo '{"url":"http://example.com/a","is_live":true}'`],
    ['media_too_long', 'has an hour', `echo '{"url":"http://example.com/a","duration":3600}'`],
  ])('is %s where it %s', async (code, _, script) => {
    await expect(ask(await standIn(script))).rejects.toMatchObject({ code })
  })
})

it('is asked about in a way that leaves no file, reads no configuration and knows no way out but the guard', async () => {
  const args = ytDlpArguments('-http://example.com/', 'http://job:secret@127.0.0.1:1')
  expect(args.slice(-4)).toEqual(['--proxy', 'http://job:secret@127.0.0.1:1', '--', '-http://example.com/'])
  for (const option of ['--ignore-config', '--no-cache-dir', '--skip-download']) expect(args).toContain(option)
  const told = await standIn('echo bytes > file 2>/dev/null; env >&2; exit 1')
  await expect(ask(told)).rejects.toMatchObject({ cause: { message: expect.not.stringMatching(/HOME|SECRET|TOKEN/) } })
})

it('is looked for at the start', async () => {
  expect(await findYtDlp(await standIn('echo 2026.01.02'))).toMatchObject({ version: '2026.01.02' })
  await expect(findYtDlp('/no/such/program')).rejects.toThrow(/YT_DLP/)
})

/** `npm test` installs it where it may. Everything above is the same with it; this is how it really answers. */
const { failed } = await execa('yt-dlp', ['--version'], { reject: false })
const installed = failed ? [] : ['yt-dlp']

describe.each(installed)('the real %s', (ytDlp) => {
  it('finds the recording of a page through the guard', async () => {
    const host = await siteWith(
      (own) => `<!doctype html><title>Talk</title><video src="http://${own}/talk.wav"></video>`,
    )
    await open(`http://${host}/watch`, ytDlp, [host])
    expect(await readFile(fixture.toFile)).toEqual(await readFile(SHORT_RECORDING))
  })

  it('says of a page without one that it is unsupported_link', async () => {
    const host = await siteWith(() => '<!doctype html><title>News</title><p>Nothing to hear.')
    await expect(open(`http://${host}/watch`, ytDlp, [host])).rejects.toMatchObject({ code: 'unsupported_link' })
  })

  it('cannot be led inside by what a page says', async () => {
    const canary = await fixture.servers.raw(null)
    const host = await siteWith(
      () =>
        `<!doctype html><meta http-equiv="refresh" content="0; url=http://${canary.host}/">` +
        `<video src="http://${canary.host}/a.mp4"></video><iframe src="http://${canary.host}/embed"></iframe>` +
        `<link rel="alternate" type="application/json+oembed" href="http://${canary.host}/oembed">`,
    )
    await expect(open(`http://${host}/watch`, ytDlp, [host])).rejects.toMatchObject({
      code: expect.stringMatching(/^(unsupported_link|link_blocked)$/),
    })
    expect(canary.connections()).toBe(0)
  })
})
