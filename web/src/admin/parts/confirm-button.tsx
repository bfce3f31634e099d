import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useErrorWords } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'
import { useChange } from './use-change.ts'

type Props = {
  label: string
  title: string
  text: string
  look?: 'outline' | 'danger'
  /** Name of a text that must be given, and what it must be, if anything. */
  ask?: { label: string; exactly?: string }
  onConfirm: (given: string) => Promise<unknown>
  onDone?: () => void
}

/** A button for what destroys or is felt by a learner: it asks first, and for a reason where the log should have one. */
export function ConfirmButton({ label, title, text, look = 'outline', ask, onConfirm, onDone }: Props): ReactNode {
  const words = useAdminWords()
  const say = useErrorWords()
  const [isOpen, setOpen] = useState(false)
  const [given, setGiven] = useState('')
  const close = () => {
    setOpen(false)
    setGiven('')
  }
  const change = useChange(
    (text: string) => onConfirm(text),
    () => {
      close()
      onDone?.()
    },
  )
  const isGiven = ask === undefined || (ask.exactly === undefined ? given.trim() !== '' : given.trim() === ask.exactly)
  return (
    <>
      <Button
        look="outline"
        className={look === 'danger' ? '!text-wrong' : ''}
        onClick={() => {
          change.reset()
          setOpen(true)
        }}
      >
        {label}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={title}
          text={text}
          confirm={label}
          dismiss={words.cancel}
          busy={change.isPending}
          confirmDisabled={!isGiven}
          onConfirm={() => change.mutate(given.trim())}
          onDismiss={close}
        >
          {ask !== undefined && (
            <TextField
              className="mt-4"
              label={ask.label}
              autoComplete="off"
              value={given}
              onChange={(event) => setGiven(event.target.value)}
            />
          )}
          {change.isError && (
            <p role="alert" className="mt-3 text-wrong">
              {say(change.error)}
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}
