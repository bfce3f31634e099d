import { startMediaTool } from '../../media/media-tool.ts'
import type { ToolLimits } from '../../media/tool-limits.ts'
import type { LinkOptions } from '../follow-link.ts'
import { LinkError } from '../link-error.ts'
import { startGuardedProxy } from './guarded-proxy.ts'
import { choosePageMedia, type PageMedia } from './page-media.ts'

const TIMEOUT_MS = 60_000
/** Python reads scripts of some MB to find an address. */
const LIMITS: ToolLimits = { cpuSeconds: 30, memoryBytes: 1024 * 1024 * 1024 }
const MOST_ANSWERED = 16 * 1024 * 1024

export type PageOptions = Pick<LinkOptions, 'url' | 'allowHosts' | 'resolve' | 'signal'> & {
  ytDlp: string
  /** Where it runs; it writes nothing. */
  folder: string
  maxDurationMs: number
}

/**
 * Asks yt-dlp where the recording of a page lies. It sees the network through the guard only, and fetches no media: those
 * are fetched by us, through the guard as well.
 * @throws LinkError unsupported_link for a page it does not know or cannot read, `link_is_live`, `media_too_long`,
 *   `link_too_slow`
 */
export async function askPage(options: PageOptions): Promise<PageMedia> {
  const proxy = await startGuardedProxy(options)
  try {
    const media = choosePageMedia(await run(options, proxy.url), options.maxDurationMs)
    if (media === 'live') throw new LinkError('link_is_live')
    if (media === 'too_long') throw new LinkError('media_too_long')
    if (media === 'none') throw new LinkError('unsupported_link', new Error('nothing that can be fetched'))
    return media
  } finally {
    proxy.close()
  }
}

async function run({ ytDlp, folder, url, signal }: PageOptions, proxyUrl: string): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const tool = startMediaTool(ytDlp, ytDlpArguments(url, proxyUrl), {
    cwd: folder,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    limits: LIMITS,
    stallMs: TIMEOUT_MS,
  })
  let stdout = ''
  for await (const text of tool.stdout.setEncoding('utf8')) {
    stdout += String(text)
    if (stdout.length > MOST_ANSWERED) tool.kill()
  }
  const { code, stderr } = await tool.exited
  signal?.throwIfAborted()
  if (timeout.aborted) throw new LinkError('link_too_slow')
  // Its reasons are for people who run it by hand; and they might tell what it saw.
  if (code !== 0) throw new LinkError('unsupported_link', new Error(stderr))
  try {
    return JSON.parse(stdout)
  } catch (error) {
    throw new LinkError('unsupported_link', error)
  }
}

/** No configuration, no files, no media: one page, and what it says. */
export function ytDlpArguments(url: string, proxyUrl: string): string[] {
  return [
    ...['--ignore-config', '--no-cache-dir', '--no-warnings', '--no-check-formats'],
    ...['--skip-download', '--no-playlist', '--playlist-items', '1', '--dump-single-json'],
    ...['--socket-timeout', '15', '--retries', '1', '--extractor-retries', '1'],
    ...['--proxy', proxyUrl, '--', url],
  ]
}
