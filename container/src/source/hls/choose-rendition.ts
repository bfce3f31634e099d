import type { AudioRendition, MasterPlaylist } from './playlist.ts'

/** Codecs of pictures, as `CODECS` names them. */
const PICTURE = /^(?:avc|hvc|hev|dvh|vp0|vp8|vp9|av01|mp4v|theora)/iu

/**
 * The playlist that has the sound for the fewest bytes: English before the default before others where there are tracks of
 * sound alone, else the smallest stream that may have sound in it. Null where there is none.
 */
export function chooseRendition({ variants, audio }: MasterPlaylist): string | null {
  const bySize = variants.toSorted((a, b) => a.bandwidth - b.bandwidth)
  const spoken = bySize.filter(({ codecs }) => codecs.length === 0 || codecs.some((codec) => !PICTURE.test(codec)))
  const groups = new Set(spoken.map(({ audioGroup }) => audioGroup))
  const tracks = audio.filter(({ group }) => groups.has(group)).toSorted((a, b) => rank(a) - rank(b))
  const [best] = tracks
  // A track without an address of its own is the one inside the stream.
  if (best?.url) return best.url
  const soundAlone = spoken.find(({ codecs }) => codecs.length > 0 && !codecs.some((codec) => PICTURE.test(codec)))
  return (soundAlone ?? spoken[0])?.url ?? null
}

const rank = ({ language, isDefault }: AudioRendition): number =>
  /^en(?:g|-|$)/iu.test(language) ? (isDefault ? 0 : 1) : isDefault ? 2 : 3
