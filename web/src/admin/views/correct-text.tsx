import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { settleDispute } from '../../lib/api/admin.ts'
import { Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

type Props = { disputeId: string; current: string; onSettled: () => void }

/** Settles a dispute by another text for its sentence. */
export function CorrectText({ disputeId, current, onSettled }: Props) {
  const words = useAdminWords()
  const [text, setText] = useState(current)
  const settle = useChange((transcriptEn: string) => {
    return settleDispute(disputeId, { settlement: 'corrected', transcriptEn })
  }, onSettled)
  return (
    <Part title={words.dispute.correct}>
      <TextField
        label={words.dispute.text}
        hint={words.dispute.rescored}
        lang="en"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        look="outline"
        className="mt-3"
        disabled={settle.isPending || text.trim() === '' || text.trim() === current}
        onClick={() => settle.mutate(text.trim())}
      >
        {words.dispute.correct}
      </Button>
      {settle.isError && (
        <div className="mt-4">
          <ErrorNote error={settle.error} />
        </div>
      )}
    </Part>
  )
}
