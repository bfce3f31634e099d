import { useEffect, useState } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { ApiError } from '../../lib/api-client.ts'
import type { Player } from '../../lib/audio-player.ts'
import { isClipGone, isStaleSignature, loadClip } from '../../lib/clip-cache.ts'
import { useEvent } from '../../lib/use-event.ts'

export type ClipState = 'loading' | 'ready' | 'gone' | 'failed'

/** The clip of a sentence. A signature that ran out is replaced once, by asking for the set again. */
async function clipOf(item: ItemView, refresh: () => Promise<readonly ItemView[]>): Promise<string> {
  const expired = new ApiError('audio_expired', 410, null)
  if (item.audioUrl === null) throw expired
  try {
    return await loadClip(item.id, item.audioUrl)
  } catch (error) {
    if (!isStaleSignature(error)) throw error
    const fresh = (await refresh()).find(({ id }) => id === item.id)
    if (fresh === undefined || fresh.audioUrl === null) throw expired
    return loadClip(item.id, fresh.audioUrl)
  }
}

/** Plays a sentence on arrival and again on demand, and has the next one ready before it is wanted. */
export function useSentenceAudio(
  player: Player,
  item: ItemView,
  next: ItemView | null,
  refresh: () => Promise<readonly ItemView[]>,
): { clip: ClipState; replay: () => void } {
  const [clip, setClip] = useState<ClipState>('loading')

  const hear = useEvent(async (isCurrent: () => boolean) => {
    setClip((now) => (now === 'ready' ? now : 'loading'))
    try {
      const url = await clipOf(item, refresh)
      if (!isCurrent()) return
      setClip('ready')
      player.play(url)
    } catch (error) {
      if (isCurrent()) setClip(isClipGone(error) ? 'gone' : 'failed')
    }
  })
  const stop = useEvent(() => player.stop())

  useEffect(() => {
    let current = true
    void hear(() => current)
    return () => {
      current = false
      stop()
    }
  }, [item.id, hear, stop])

  const nextId = next?.id
  const nextUrl = next?.audioUrl
  useEffect(() => {
    // After the current one, so that it does not compete for a thin network.
    if (clip === 'ready' && nextId !== undefined && nextUrl != null) loadClip(nextId, nextUrl).catch(() => undefined)
  }, [clip, nextId, nextUrl])

  const replay = () => {
    clipOf(item, refresh).then(
      (url) => {
        setClip('ready')
        player.play(url)
      },
      (error: unknown) => setClip(isClipGone(error) ? 'gone' : 'failed'),
    )
  }
  return { clip, replay }
}
