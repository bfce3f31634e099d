import { z } from 'zod'

/** Where the sound of a page's recording lies, and what has to be said to get it. */
export type PageMedia = { url: string; headers: Record<string, string> }

const text = z.string().optional().catch(undefined)
const number = z.number().optional().catch(undefined)
const headers = z.record(z.string(), z.string()).optional().catch(undefined)

const format = z.object({
  url: z.string(),
  protocol: text,
  acodec: text,
  vcodec: text,
  abr: number,
  tbr: number,
  language: text,
  language_preference: number,
  http_headers: headers,
})
type Format = z.infer<typeof format>

const video = z.object({
  ...format.partial().shape,
  formats: z.array(format.nullable().catch(null)).optional().catch(undefined),
  is_live: z.boolean().optional().catch(undefined),
  duration: number,
})
/** What yt-dlp says of a page, of which only these fields are looked at. Some pages come as a list with one entry. */
const answer = z.object({ ...video.shape, entries: z.array(video).optional().catch(undefined) })

/** Protocols whose bytes the guarded fetch can get; the others need a player. */
const PROTOCOLS = new Set(['http', 'https', 'm3u8', 'm3u8_native'])
/** Nothing that could make a request into another one. */
const HEADERS = new Set(['user-agent', 'referer', 'origin', 'accept-language'])
/** Speech is understood from this on; more is only more to fetch. In kbit/s. */
const ENOUGH_RATE = 48

/** The sound of a page's recording in the smallest form that is good enough; a reason where there is none to be had. */
export function choosePageMedia(given: unknown, maxDurationMs: number): PageMedia | 'live' | 'too_long' | 'none' {
  const parsed = answer.safeParse(given)
  if (!parsed.success) return 'none'
  const found = parsed.data.entries?.[0] ?? parsed.data
  if (found.is_live) return 'live'
  if ((found.duration ?? 0) * 1000 > maxDurationMs) return 'too_long'
  const own = format.safeParse(found)
  const formats = (found.formats ?? (own.success ? [own.data] : [])).flatMap((one) => one ?? [])
  const [best] = formats
    .filter(({ protocol, acodec, url }) => PROTOCOLS.has(protocol ?? schemeOf(url)) && acodec !== 'none')
    .toSorted((a, b) => compare(costOf(a), costOf(b)))
  if (!best) return 'none'
  const wanted = Object.entries(best.http_headers ?? found.http_headers ?? {}).flatMap(([name, value]) =>
    HEADERS.has(name.toLowerCase()) ? [[name.toLowerCase(), value]] : [],
  )
  return { url: best.url, headers: Object.fromEntries(wanted) }
}

/** In order of weight: another language, no sound for sure, a picture, too low a rate, a playlist, the rate. */
function costOf({ language, language_preference, acodec, vcodec, abr, tbr, protocol }: Format): number[] {
  const rate = abr || tbr || 0
  return [
    language === undefined || /^en/iu.test(language) ? 0 : 1,
    -(language_preference ?? 0),
    acodec === undefined ? 1 : 0,
    vcodec === 'none' ? 0 : 1,
    rate >= ENOUGH_RATE ? 0 : 1,
    protocol?.startsWith('m3u8') ? 1 : 0,
    rate >= ENOUGH_RATE ? rate : -rate,
  ]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

const schemeOf = (url: string): string => /^([a-z]+):/iu.exec(url)?.[1]?.toLowerCase() ?? ''
