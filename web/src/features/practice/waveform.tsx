import { useEffect, useRef } from 'react'
import WaveSurfer from 'wavesurfer.js'
import { decodeClip } from '../../lib/clip-cache.ts'

type Props = {
  blob: Blob
  /** Follows and moves this element; without one the picture stands still. */
  media?: HTMLMediaElement
  label: string
  height?: number
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The shape of a clip. The numbers are decoded here, so that the library fetches nothing. */
export function Waveform({ blob, media, label, height = 72 }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let made: WaveSurfer | null = null
    let gone = false
    void decodeClip(blob).then((sound) => {
      if (gone || place.current === null) return
      made = WaveSurfer.create({
        container: place.current,
        height,
        peaks: [sound.getChannelData(0)],
        duration: sound.duration,
        ...(media !== undefined && { media }),
        normalize: true,
        barWidth: 2,
        barGap: 2,
        barRadius: 2,
        cursorWidth: media === undefined ? 0 : 2,
        cursorColor: colour('--accent'),
        waveColor: colour('--line-strong'),
        progressColor: colour('--accent'),
        interact: media !== undefined,
      })
    })
    return () => {
      gone = true
      // The element is the page's own and stays.
      made?.destroy()
    }
  }, [blob, media, height])
  return <div ref={place} role="img" aria-label={label} className="w-full" style={{ height }} />
}
