import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { LazyConfirmDialog } from '../../components/confirm-dialog-lazy.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { deleteMyData } from '../../lib/api/auth.ts'
import { endSession } from '../../lib/session.ts'
import { forgetLearner } from '../../lib/storage.ts'

export function DeleteData() {
  const t = useOpenedT()
  const [asking, setAsking] = useState(false)
  const [word, setWord] = useState('')
  const send = useMutation({
    mutationFn: deleteMyData,
    onSuccess: () => {
      forgetLearner()
      endSession('deleted')
    },
  })
  const close = () => {
    setAsking(false)
    setWord('')
    send.reset()
  }
  return (
    <>
      <p className="mb-4 text-muted">{t.settings.dangerText}</p>
      <Button look="outline" className="text-wrong!" onClick={() => setAsking(true)}>
        {t.settings.deleteButton}
      </Button>
      {asking && (
        <LazyConfirmDialog
          title={t.settings.confirmTitle}
          text={t.settings.dangerText}
          confirm={t.settings.confirmButton}
          dismiss={t.common.cancel}
          busy={send.isPending}
          confirmDisabled={word.trim().toLowerCase() !== t.settings.confirmWord}
          onConfirm={() => send.mutate()}
          onDismiss={close}
        >
          <TextField
            className="mt-5"
            label={t.settings.confirmLabel(t.settings.confirmWord)}
            autoComplete="off"
            autoCapitalize="off"
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
          {send.isError && (
            <div className="mt-4">
              <ErrorNote error={send.error} />
            </div>
          )}
        </LazyConfirmDialog>
      )}
    </>
  )
}
