import { useEffect, useState, useSyncExternalStore } from 'react'
import { ClipPlayer, type PlayerState } from './clip-player.ts'

/** The page's player. What it is doing is for `usePlayerState`, so that the page is not drawn again at every repeat. */
export function useClipPlayer(): ClipPlayer {
  const [player] = useState(() => new ClipPlayer())
  useEffect(() => () => player.stop(), [player])
  return player
}

/** What the player is doing. */
export function usePlayerState(player: ClipPlayer): PlayerState {
  return useSyncExternalStore(player.subscribe, () => player.snapshot().state)
}

/** The speed that is set. */
export function usePlaybackRate(player: ClipPlayer): number {
  return useSyncExternalStore(player.subscribe, () => player.snapshot().rate)
}
