import { type SyntheticEvent, useState } from 'react'
import type { SettleInput } from '../../../../workers/contract/disputes.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { TextField } from '../../components/text-field.tsx'
import { apiUrl } from '../../lib/api-client.ts'
import { type DisputeView, settleDispute } from '../../lib/api/admin.ts'
import { Facts, Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { ClipEdges } from './clip-edges.tsx'

/** One sound at a time: as it is, or with its edges moved. */
function pauseOthers({ currentTarget, target }: SyntheticEvent<HTMLElement>) {
  for (const audio of currentTarget.querySelectorAll('audio')) if (audio !== target) audio.pause()
}

export function DisputePanel({ dispute, onClose }: { dispute: DisputeView; onClose: () => void }) {
  const words = useAdminWords()
  const may = useMay('support')
  const current = dispute.currentTranscriptEn
  const [text, setText] = useState(current ?? '')
  const settle = useChange((body: SettleInput) => settleDispute(dispute.id, body), onClose)
  const isOpen = dispute.settlement === null && !dispute.undone
  return (
    <Modal title={words.dispute.kinds[dispute.kind]} place="panel" testId="panel" onClose={onClose}>
      <div onPlayCapture={pauseOthers}>
        <p lang="en" className="font-read text-lg">
          {dispute.transcriptEn}
        </p>
        <div className="my-4">
          {dispute.audioUrl === null ? (
            <p className="text-muted">{words.dispute.noClip}</p>
          ) : (
            // The sentence is written above.
            // oxlint-disable-next-line jsx-a11y/media-has-caption
            <audio
              controls
              preload="none"
              aria-label={words.dispute.listen}
              src={apiUrl(dispute.audioUrl)}
              className="w-full"
            />
          )}
        </div>
        <Facts
          items={
            dispute.kind === 'clip_cut'
              ? [[words.dispute.kind, dispute.expected === 'start' ? words.dispute.edge.start : words.dispute.edge.end]]
              : [
                  [words.dispute.keySaid, dispute.expected ?? '–'],
                  [words.dispute.heard, dispute.heard ?? '–'],
                ]
          }
        />
        {isOpen && may && (
          <>
            <div className="mt-5 flex flex-wrap gap-3">
              <Button disabled={settle.isPending} onClick={() => settle.mutate({ settlement: 'upheld' })}>
                {words.dispute.uphold}
              </Button>
              <Button
                look="outline"
                disabled={settle.isPending}
                onClick={() => settle.mutate({ settlement: 'dismissed' })}
              >
                {words.dispute.dismiss}
              </Button>
            </div>
            {dispute.kind === 'clip_cut' && dispute.clip !== null && (
              <ClipEdges disputeId={dispute.id} clip={dispute.clip} onSettled={onClose} />
            )}
            {current !== null && (
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
                  onClick={() => settle.mutate({ settlement: 'corrected', transcriptEn: text.trim() })}
                >
                  {words.dispute.correct}
                </Button>
              </Part>
            )}
            {settle.isError && (
              <div className="mt-4">
                <ErrorNote error={settle.error} />
              </div>
            )}
          </>
        )}
      </div>
    </Modal>
  )
}
