import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useT } from '../i18n/provider.tsx'

type Props = {
  title: string
  onClose: () => void
  children: ReactNode
  /** `side` slides in at the right on wide screens, `panel` is a wide one of these; all rise from below on a phone. */
  place?: 'centre' | 'side' | 'panel'
  testId?: string
  /** What has the focus after it; where it was before, if this is null. */
  finalFocus?: () => HTMLElement | null
}

/** Focus is held inside, Escape and the backdrop close it, and focus returns to where it was: Base UI's dialog. */
export function Modal({ title, onClose, children, place = 'centre', testId, finalFocus }: Props) {
  const t = useT()
  const spot =
    place !== 'centre'
      ? `inset-x-0 bottom-0 max-h-[85dvh] rounded-t-2xl sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none ${place === 'side' ? 'sm:w-96' : 'sm:w-[34rem]'} sm:rounded-none sm:rounded-l-2xl`
      : 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-2xl sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[min(34rem,92vw)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl'
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/45 transition-opacity data-starting-style:opacity-0" />
        <Dialog.Popup
          data-testid={testId}
          finalFocus={finalFocus}
          className={`fixed z-50 flex flex-col overflow-hidden border border-line bg-surface text-ink shadow-card transition duration-200 outline-none data-starting-style:opacity-0 ${spot}`}
        >
          <div className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              aria-label={t.common.close}
              className="inline-flex size-11 items-center justify-center rounded-xl text-muted hover:bg-sunken hover:text-ink"
            >
              <Icon of={X} className="size-5" />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
