import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

type Props = {
  title: string
  text: string
  confirm: string
  dismiss: string
  busy?: boolean
  confirmDisabled?: boolean
  children?: ReactNode
  onConfirm: () => void
  onDismiss: () => void
}

/** For what cannot be undone. The way back has the focus. */
export function ConfirmDialog(props: Props) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.onDismiss()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/45 transition-opacity data-starting-style:opacity-0" />
        <AlertDialog.Popup className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 rounded-2xl border border-line bg-surface p-6 text-ink shadow-card transition duration-200 outline-none data-starting-style:opacity-0">
          <AlertDialog.Title className="text-lg font-semibold">{props.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted">{props.text}</AlertDialog.Description>
          {props.children}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Button look="outline" onClick={props.onDismiss}>
              {props.dismiss}
            </Button>
            <Button
              look="danger"
              disabled={props.busy === true || props.confirmDisabled === true}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
