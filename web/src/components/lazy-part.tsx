import { type ComponentType, type ReactNode, useLayoutEffect, useState } from 'react'
import { useT } from '../i18n/provider.tsx'
import { Button } from './button.tsx'

const fetches = new Set<() => Promise<void>>()

/**
 * A part of the site in a file of its own, fetched when it is first shown; `waiting` stands in its place until then. Where
 * it cannot be fetched (no network, or a new deployment took the old file away) a note with a way on is shown instead, and
 * the rest of the page goes on. `load` gives the component.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): (props: P) => ReactNode {
  let Loaded: ComponentType<P> | null = null
  const fetchOnce = async (): Promise<void> => {
    Loaded ??= await load()
  }
  fetches.add(fetchOnce)

  return function LazyPart(props) {
    const [state, setState] = useState<'fetching' | 'there' | 'failed'>('fetching')
    const [tries, setTries] = useState(0)
    // At once, not after a frame that shows nothing of it.
    useLayoutEffect(() => {
      if (Loaded !== null) return undefined
      let isShown = true
      fetchOnce().then(
        () => isShown && setState('there'),
        () => isShown && setState('failed'),
      )
      return () => {
        isShown = false
      }
    }, [tries])

    if (Loaded !== null) return <Loaded {...props} />
    if (state !== 'failed') return waiting
    const onRetry = (): void => {
      // Browsers older than the summer of 2026 remember a file that failed until the page is loaded again.
      if (tries > 0 && navigator.onLine) return window.location.reload()
      setState('fetching')
      setTries(tries + 1)
    }
    return <PartMissing onRetry={onRetry} onClose={closeOf(props)} />
  }
}

/** Fetches every part that is known of, so that all of it is there when the network is not. */
export async function fetchLazyParts(): Promise<void> {
  if (navigator.onLine) await Promise.allSettled([...fetches].map((fetchPart) => fetchPart()))
}

/** How what a part shows is closed, for parts that are opened. */
function closeOf(props: object): (() => void) | null {
  if (!('onClose' in props) || typeof props.onClose !== 'function') return null
  const { onClose } = props
  return () => void onClose()
}

/** At the foot of the window, since a dialog that did not come has no place of its own. */
function PartMissing({ onRetry, onClose }: { onRetry: () => void; onClose: (() => void) | null }) {
  const t = useT()
  return (
    <div
      role="alert"
      data-testid="part-missing"
      className="rise fixed inset-x-4 bottom-4 z-20 mx-auto flex max-w-md flex-wrap items-center gap-x-3 gap-y-1 rounded-2xl border border-line bg-surface px-4 py-3 shadow-card"
    >
      <p className="min-w-0 flex-1 basis-48 text-[0.95rem]">{t.common.partMissing}</p>
      <Button look="quiet" className="!text-ink" onClick={onRetry}>
        {t.common.retry}
      </Button>
      {onClose !== null && (
        <Button look="quiet" onClick={onClose}>
          {t.common.close}
        </Button>
      )}
    </div>
  )
}
