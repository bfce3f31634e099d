import { useEffect, useMemo, useRef } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'
import { ApiError } from '../../lib/api-client.ts'
import { type Clip, clipAtHand, decodeClip, isClipGone, isStaleSignature, loadClip } from '../../lib/clip-cache.ts'
import { type ClipPlayer, isOn, type PlayStep } from '../../lib/clip-player.ts'
import { stepsOf, wordSteps } from '../../lib/play-steps.ts'
import { preferences } from '../../lib/preferences.ts'
import { wordBounds } from '../../lib/quiet-points.ts'
import { useEvent } from '../../lib/use-event.ts'
import { useKeyedState } from '../../lib/use-keyed-state.ts'

export type ClipState = 'loading' | 'ready' | 'gone' | 'failed'

/** Slow enough to pull linked words apart, fast enough to stay speech. */
const SLOW = 0.65

/** A frame: a sentence is seen first, and then heard. Beginning a sound takes the page some milliseconds. */
const SEEN_MS = 16

/** Long before a sentence has been heard, and after what its arrival sets going. */
const PREFETCH_AFTER_MS = 250

/** What to play of a clip; nothing of it where that is empty. */
type StepsFor = (clip: Clip) => readonly PlayStep[] | Promise<readonly PlayStep[]>

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

type Arrival = { state: ClipState; clip: Clip | null }

const arrivalOf = (clip: Clip | null): Arrival => ({ state: clip === null ? 'loading' : 'ready', clip })

export type SentenceAudio = Arrival & {
  /** How often the learner asked to hear it again in this sitting. */
  replays: number
  replay: () => void
  /** Stops what sounds; plays where nothing does. */
  toggle: () => void
  /** From the word at `index` on, as near as its beginning can be told. */
  playFromWord: (index: number) => void
  playSlowly: () => void
  playWordByWord: () => void
}

type Asked = {
  item: ItemView
  /** Names one go at one sentence: with another one arrives anew, at the same sentence too. */
  sitting: string
  next: ItemView | null
  refresh: () => Promise<readonly ItemView[]>
}

/** Plays each sentence on arrival and again on demand, and has the next one ready before it is wanted. */
export function useSentenceAudio(player: ClipPlayer, { item, sitting, next, refresh }: Asked): SentenceAudio {
  const [{ state, clip }, setArrival] = useKeyedState(sitting, () => arrivalOf(clipAtHand(keyOf(item))))
  const [replays, setReplays] = useKeyedState(sitting, () => 0)

  // Whatever was asked for before the last thing is dropped, however late its sound comes.
  const turn = useRef(0)
  /** `mayLoop`: as the switch says when the sound begins. */
  const sound = useEvent(async (stepsFor: StepsFor, mayLoop?: boolean): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    try {
      const loaded = await clipOf(item, refresh)
      if (turn.current !== mine) return
      // Not drawn again where it was at hand.
      setArrival((before) => (before.clip === loaded ? before : arrivalOf(loaded)))
      const steps = await stepsFor(loaded)
      if (turn.current === mine && steps.length > 0) {
        player.play(loaded.url, steps, mayLoop === true && preferences().loop)
      }
    } catch (error) {
      if (turn.current !== mine) return
      player.stop()
      setArrival({ state: isClipGone(error) ? 'gone' : 'failed', clip: null })
    }
  })
  const stop = useEvent(() => {
    turn.current += 1
    player.stop()
  })

  const key = keyOf(item)
  const arrivedIn = useRef<string | null>(null)
  useEffect(() => {
    // Edges that were moved are always heard.
    const isHeard = preferences().playOnArrival || arrivedIn.current === sitting
    arrivedIn.current = sitting
    turn.current += 1
    const mine = turn.current
    const timer = setTimeout(() => {
      // Already asked for by hand, or stopped.
      if (turn.current !== mine) return
      if (isHeard) player.makeWay()
      else player.stop()
      void sound(() => (isHeard ? stepsOf(preferences()) : []), true)
    }, SEEN_MS)
    return () => clearTimeout(timer)
  }, [sitting, key, player, sound])
  useEffect(() => stop, [stop])

  const nextKey = next === null ? undefined : keyOf(next)
  const nextUrl = next?.audioUrl
  useEffect(() => {
    if (state !== 'ready' || nextKey === undefined || nextUrl == null) return undefined
    // After the current one, so that it does not compete for a thin network, nor with the first letters for the page.
    const timer = setTimeout(() => void loadClip(nextKey, nextUrl).catch(() => undefined), PREFETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state, nextKey, nextUrl])

  const boundsOf = async ({ blob }: Clip): Promise<number[]> => {
    const sound = await decodeClip(blob)
    return wordBounds(sound.getChannelData(0), sound.sampleRate, splitWords(item.transcriptEn))
  }
  const again = useEvent((stepsFor: StepsFor, mayLoop?: boolean): void => {
    setReplays((before) => before + 1)
    void sound(stepsFor, mayLoop)
  })
  const replay = useEvent(() => again(() => stepsOf(preferences()), true))
  const toggle = useEvent(() => (isOn(player.snapshot().state) ? stop() : replay()))
  const playFromWord = useEvent((index: number) =>
    again(async (loaded) => {
      const from = index === 0 ? 0 : ((await boundsOf(loaded))[index - 1] ?? 0)
      return stepsOf({ ...preferences(), repeats: 0 }, from)
    }),
  )
  const playSlowly = useEvent(() => again(() => [{ from: 0, to: 1, rate: SLOW, gapMs: 0 }]))
  const playWordByWord = useEvent(() => again(async (loaded) => wordSteps(await boundsOf(loaded))))
  // The same object until something about the sound changes: what shows it is not drawn again at every key.
  return useMemo(
    () => ({ state, clip, replays, replay, toggle, playFromWord, playSlowly, playWordByWord }),
    [state, clip, replays, replay, toggle, playFromWord, playSlowly, playWordByWord],
  )
}
