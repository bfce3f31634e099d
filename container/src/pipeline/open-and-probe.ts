/**
 * Opens a job's source and learns its length. A source is streamed where its ends tell what it is and how long, so that an
 * hour begins as soon as a minute. Whether it can be played from a pipe is not believed but tried: its first second of
 * sound has to come out before the length is reported. Whatever does not work that way is fetched as a whole.
 */
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import { JobFailure } from '../job/job-failure.ts'
import type { MediaTools } from '../media/media-tool.ts'
import { LinkError } from '../source/link-error.ts'
import { type Streamable, streamable } from './begin-stream.ts'
import { decodeAudio, type DecodedAudio } from './decode.ts'
import { openSource, type SourceContext } from './open-source.ts'
import { probeMedia, type Probed } from './probe.ts'
import { traced, type Trace } from './trace.ts'

export type OpenedSource = Probed & {
  /** Under way already; nothing is decoded ahead of what is taken, but for the first second. */
  audio: DecodedAudio
  /** The same source with all of it in the job's folder, for those who look at it in other places than its beginning. */
  fetchWhole: () => Promise<OpenedSource>
  close: () => Promise<void>
}

type Job = Pick<RunnerJob, 'source' | 'limits'>
type Context = SourceContext & { tools: MediaTools; trace?: Trace }

type FetchListeners = { onShare: (share: number) => void; onFetched: () => void }

/**
 * Opens the source. `onFetched` hears between fetching and probing, `onShare` how much of a source that is fetched as a
 * whole has arrived, 0 to 1. Throws as `openSource` and `probeMedia` do.
 */
export async function openAndProbe(
  job: Job,
  context: Context,
  { onShare, onFetched }: FetchListeners,
): Promise<OpenedSource> {
  const { trace, tools } = context
  const { maxDurationMs } = job.limits
  let hasFetched = false
  const fetched = (): void => {
    if (!hasFetched) onFetched()
    hasFetched = true
  }
  const source = await traced(trace, 'source', () => openSource(job, context, onShare))
  const stream = streamable(source, context.folder)
  const fetchWhole = (): Promise<void> => traced(trace, 'source', source.fetchWhole)
  const streamed = stream && (await openStreamed(job, context, stream, fetched))
  if (streamed) {
    const whole = async (): Promise<OpenedSource> => {
      await streamed.close()
      await fetchWhole()
      return wholeSource(streamed, context)
    }
    return { ...streamed, fetchWhole: whole }
  }
  if (stream) await fetchWhole()
  fetched()
  const probed = await traced(trace, 'probe', () => probeMedia(tools, { ...context, maxDurationMs }))
  return wholeSource(probed, context)
}

function wholeSource({ durationMs, textTracks }: Probed, context: Context): OpenedSource {
  const audio = decodeAudio(context.tools, { ...context, durationMs })
  const source: OpenedSource = {
    durationMs,
    textTracks,
    audio,
    fetchWhole: async () => source,
    close: async () => audio.stop(),
  }
  return source
}

/** Null, with the stream closed, when the source has to be read as a whole after all. */
async function openStreamed(
  job: Job,
  context: Context,
  stream: Streamable,
  onFetched: () => void,
): Promise<Omit<OpenedSource, 'fetchWhole'> | null> {
  const { trace, tools } = context
  const { maxDurationMs } = job.limits
  let audio: DecodedAudio | null = null
  const close = async (): Promise<void> => {
    audio?.stop()
    await stream.close()
  }
  try {
    const begun = await traced(trace, 'source', stream.begin)
    if (!begun) {
      await close()
      return null
    }
    const { beginning, openStream } = begun
    onFetched()
    const probed = await traced(trace, 'probe', () => probeMedia(tools, { ...context, maxDurationMs, beginning }))
    audio = decodeAudio(tools, { ...context, ...probed, openStream })
    const blocks = await firstSound(audio.blocks)
    return { ...probed, audio: { ...audio, blocks }, close }
  } catch (error) {
    await close()
    context.signal.throwIfAborted()
    if (!mayReadWhole(error)) throw error
    return null
  }
}

/** Waits for the first sound, which is proof that the tool gets on with the stream. Rejects as decoding does. */
async function firstSound(blocks: DecodedAudio['blocks']): Promise<DecodedAudio['blocks']> {
  const first = await blocks.next()
  async function* all(): DecodedAudio['blocks'] {
    if (first.done) return
    yield first.value
    yield* blocks
  }
  return all()
}

const MAY_BE_THE_STREAM: ReadonlySet<string> = new Set(['media_damaged', 'unsupported_media', 'media_too_heavy'])

/**
 * What a stream failed with may be its own fault: too little was seen, the tool needs to seek, or the server does not keep
 * to the ranges. The length that an index states and a missing track are not; nor is a stored file that cannot be read.
 */
function mayReadWhole(error: unknown): boolean {
  if (error instanceof LinkError) return true
  return error instanceof JobFailure && MAY_BE_THE_STREAM.has(error.code)
}
