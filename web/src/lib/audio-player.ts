import { useCallback, useEffect, useRef, useState } from 'react'
import { stepRate, storedRate, storeRate } from './playback-rate.ts'

/** `blocked`: the browser wants a key or a tap before it plays sound. */
export type PlayerState = 'idle' | 'playing' | 'blocked' | 'failed'

export type Player = {
  state: PlayerState
  rate: number
  /** From the start, at the current speed. */
  play: (src: string) => void
  stop: () => void
  changeRate: (steps: number) => void
}

/** One audio element for the page's life: phones allow sound per element, so the first tap unlocks all later clips. */
export function useAudioPlayer(): Player {
  const element = useRef<HTMLAudioElement | null>(null)
  const [state, setState] = useState<PlayerState>('idle')
  const [rate, setRate] = useState(storedRate)
  const rateNow = useRef(rate)

  const audio = useCallback((): HTMLAudioElement => {
    if (element.current !== null) return element.current
    const made = new Audio()
    made.preload = 'auto'
    made.addEventListener('playing', () => setState('playing'))
    made.addEventListener('pause', () => setState((now) => (now === 'playing' ? 'idle' : now)))
    made.addEventListener('ended', () => setState('idle'))
    element.current = made
    return made
  }, [])

  useEffect(() => () => element.current?.pause(), [])

  const play = useCallback(
    (src: string) => {
      const made = audio()
      if (made.src !== src) made.src = src
      // Loading resets the rate to the default one, so both are set.
      made.defaultPlaybackRate = rateNow.current
      made.playbackRate = rateNow.current
      made.preservesPitch = true
      if (made.currentTime > 0) made.currentTime = 0
      made.play().then(
        () => setState('playing'),
        (error: unknown) => {
          const name = error instanceof DOMException ? error.name : ''
          // A newer play() cuts an older one short with AbortError: not a failure.
          if (name !== 'AbortError') setState(name === 'NotAllowedError' ? 'blocked' : 'failed')
        },
      )
    },
    [audio],
  )

  const stop = useCallback(() => element.current?.pause(), [])

  const changeRate = useCallback((steps: number) => {
    rateNow.current = stepRate(rateNow.current, steps)
    if (element.current !== null) element.current.playbackRate = rateNow.current
    storeRate(rateNow.current)
    setRate(rateNow.current)
  }, [])

  return { state, rate, play, stop, changeRate }
}
