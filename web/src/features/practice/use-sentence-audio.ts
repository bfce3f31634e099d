import { useEffect, useMemo, useState } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { ApiError } from '../../lib/api-client.ts'
import { type Clip, decodeClip, isClipGone, isStaleSignature, loadClip } from '../../lib/clip-cache.ts'
import type { ClipPlayer } from '../../lib/clip-player.ts'
import { stepsOf, wordSteps } from '../../lib/play-steps.ts'
import { preferences } from '../../lib/preferences.ts'
import { wordBounds } from '../../lib/quiet-points.ts'
import { useEvent } from '../../lib/use-event.ts'

export type ClipState = 'loading' | 'ready' | 'gone' | 'failed'

/** Slow enough to pull linked words apart, fast enough to stay speech. */
const SLOW = 0.65

const keyOf = (item: ItemView): string => `${item.id}:${item.startMs}-${item.endMs}`

/** The clip of a sentence. A signature that ran out is replaced once, by asking for the set again. */
async function clipOf(item: ItemView, refresh: () => Promise<readonly ItemView[]>): Promise<Clip> {
  const expired = new ApiError('audio_expired', 410, null)
  if (item.audioUrl === null) throw expired
  try {
    return await loadClip(keyOf(item), item.audioUrl)
  } catch (error) {
    if (!isStaleSignature(error)) throw error
    const fresh = (await refresh()).find(({ id }) => id === item.id)
    if (fresh === undefined || fresh.audioUrl === null) throw expired
    return loadClip(keyOf(fresh), fresh.audioUrl)
  }
}

export type SentenceAudio = {
  state: ClipState
  clip: Clip | null
  /** How often the learner asked to hear it again. */
  replays: number
  replay: () => void
  /** From the word at `index` on, as near as its beginning can be told. */
  playFromWord: (index: number) => void
  playSlowly: () => void
  playWordByWord: () => void
}

/** Plays a sentence on arrival and again on demand, and has the next one ready before it is wanted. */
export function useSentenceAudio(
  player: ClipPlayer,
  item: ItemView,
  words: readonly string[],
  next: ItemView | null,
  refresh: () => Promise<readonly ItemView[]>,
  replaysBefore: number,
): SentenceAudio {
  const [state, setState] = useState<ClipState>('loading')
  const [clip, setClip] = useState<Clip | null>(null)
  const [replays, setReplays] = useState(replaysBefore)

  const withClip = useEvent(
    async (use: (clip: Clip) => void | Promise<void>, isCurrent: () => boolean = () => true) => {
      try {
        const loaded = await clipOf(item, refresh)
        if (!isCurrent()) return
        setClip(loaded)
        setState('ready')
        await use(loaded)
      } catch (error) {
        if (isCurrent()) setState(isClipGone(error) ? 'gone' : 'failed')
      }
    },
  )
  const stop = useEvent(() => player.stop())

  const key = keyOf(item)
  useEffect(() => {
    let current = true
    void withClip(
      ({ url }) => {
        if (preferences().playOnArrival) player.play(url, stepsOf(preferences()), preferences().loop)
      },
      () => current,
    )
    return () => {
      current = false
      stop()
    }
  }, [key, withClip, stop, player])

  const nextKey = next === null ? undefined : keyOf(next)
  const nextUrl = next?.audioUrl
  useEffect(() => {
    // After the current one, so that it does not compete for a thin network.
    if (state === 'ready' && nextKey !== undefined && nextUrl != null) loadClip(nextKey, nextUrl).catch(() => undefined)
  }, [state, nextKey, nextUrl])

  const boundsOf = async ({ blob }: Clip): Promise<number[]> => {
    const sound = await decodeClip(blob)
    return wordBounds(sound.getChannelData(0), sound.sampleRate, words)
  }
  const again = useEvent((use: (clip: Clip) => void | Promise<void>): void => {
    setReplays((before) => before + 1)
    void withClip(use)
  })
  const replay = useEvent(() => again(({ url }) => player.play(url, stepsOf(preferences()), preferences().loop)))
  const playFromWord = useEvent((index: number) =>
    again(async (loaded) => {
      const from = index === 0 ? 0 : ((await boundsOf(loaded))[index - 1] ?? 0)
      player.play(loaded.url, stepsOf({ ...preferences(), repeats: 0 }, from))
    }),
  )
  const playSlowly = useEvent(() => again(({ url }) => player.play(url, [{ from: 0, to: 1, rate: SLOW, gapMs: 0 }])))
  const playWordByWord = useEvent(() =>
    again(async (loaded) => player.play(loaded.url, wordSteps(await boundsOf(loaded)))),
  )
  // The same object until something about the sound changes: what shows it is not drawn again at every key.
  return useMemo(
    () => ({ state, clip, replays, replay, playFromWord, playSlowly, playWordByWord }),
    [state, clip, replays, replay, playFromWord, playSlowly, playWordByWord],
  )
}
