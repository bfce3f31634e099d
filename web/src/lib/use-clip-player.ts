import { useEffect, useState, useSyncExternalStore } from 'react'
import { ClipPlayer } from './clip-player.ts'

/** The page's player and what it is doing. */
export function useClipPlayer() {
  const [player] = useState(() => new ClipPlayer())
  const { state, rate } = useSyncExternalStore(player.subscribe, player.snapshot)
  useEffect(() => () => player.stop(), [player])
  return { player, state, rate }
}
export type PlayerView = ReturnType<typeof useClipPlayer>
