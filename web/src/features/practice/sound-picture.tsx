import { lazyPart } from '../../components/lazy-part.tsx'
import { useT } from '../../i18n/provider.tsx'
import type { Clip } from '../../lib/clip-cache.ts'
import type { ClipPlayer } from '../../lib/clip-player.ts'

const Waveform = lazyPart(
  () => import('./waveform.tsx').then((module) => module.Waveform),
  <div className="h-18 w-full max-w-3xl" />,
)

/** The shape of what is heard, to be followed and pointed at. Its room is kept while there is no clip. */
export function SoundPicture({ clip, player }: { clip: Clip | null; player: ClipPlayer }) {
  const t = useT()
  return (
    // Pressed by hand it does not take the focus: what is typed next still goes into the sentence.
    <div
      role="presentation"
      className="mx-auto mb-3 h-18 w-full max-w-3xl contain-layout"
      onMouseDown={(event) => event.preventDefault()}
    >
      {clip !== null && <Waveform key={clip.url} blob={clip.blob} media={player.element} label={t.practice.waveform} />}
    </div>
  )
}
