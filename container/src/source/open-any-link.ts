import { fetchPublicMedia, type FetchOptions } from './guarded-fetch.ts'
import { fetchHls, type HlsRecording, openHls } from './hls/fetch-hls.ts'
import { NoMediaError } from './link-error.ts'
import { openLink } from './link-reader.ts'
import { askPage } from './page/ask-page.ts'
import type { SourceReader } from './source-reader.ts'

export type LinkContext = FetchOptions & {
  folder: string
  maxDurationMs: number
  /** The program that knows pages; without it none is asked. */
  ytDlp?: string | null
  /** How much of a recording in pieces has arrived, 0 to 1. */
  onShare: (share: number) => void
}

export type OpenedLink = {
  /** Where it can be read at any place, or comes in pieces. Neither: all of it lies in `toFile`. */
  reader: SourceReader | null
  pieces: HlsRecording | null
  /** Brings all of it into `toFile`. Throws as `openAnyLink`. */
  fetchWhole: () => Promise<void>
}

/**
 * Opens what a learner pasted: media, a playlist of its pieces, or a page that yt-dlp knows the media of.
 * @throws LinkError with the code the job ends with
 */
export async function openAnyLink(context: LinkContext): Promise<OpenedLink> {
  try {
    const reader = await openLink(context)
    return { reader, pieces: null, fetchWhole: async () => void (await fetchPublicMedia(context)) }
  } catch (error) {
    if (!(error instanceof NoMediaError)) throw error
    if (error.kind === 'playlist') return openPieces(context)
    if (error.kind !== 'page' || !context.ytDlp) throw error
  }
  const media = await askPage({ ...context, ytDlp: context.ytDlp })
  // A page that leads to a page leads nowhere.
  return openAnyLink({ ...context, ...media, ytDlp: null })
}

async function openPieces(context: LinkContext): Promise<OpenedLink> {
  const pieces = await openHls(context)
  return { reader: null, pieces, fetchWhole: () => fetchHls(context, context.onShare) }
}
