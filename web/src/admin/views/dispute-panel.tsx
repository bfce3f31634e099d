import type { SyntheticEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { apiUrl } from '../../lib/api-client.ts'
import { type DisputeView, settleDispute } from '../../lib/api/admin.ts'
import { Facts } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { ClipEdges } from './clip-edges.tsx'
import { CorrectText } from './correct-text.tsx'

/** One sound at a time: as it is, or with its edges moved. */
function pauseOthers({ currentTarget, target }: SyntheticEvent<HTMLElement>) {
  for (const audio of currentTarget.querySelectorAll('audio')) if (audio !== target) audio.pause()
}

export function DisputePanel({ dispute, onClose }: { dispute: DisputeView; onClose: () => void }) {
  const words = useAdminWords()
  const may = useMay('support')
  const current = dispute.currentTranscriptEn
  const settle = useChange((settlement: 'upheld' | 'dismissed') => settleDispute(dispute.id, { settlement }), onClose)
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
              <Button disabled={settle.isPending} onClick={() => settle.mutate('upheld')}>
                {words.dispute.uphold}
              </Button>
              <Button look="outline" disabled={settle.isPending} onClick={() => settle.mutate('dismissed')}>
                {words.dispute.dismiss}
              </Button>
            </div>
            {settle.isError && (
              <div className="mt-4">
                <ErrorNote error={settle.error} />
              </div>
            )}
            {dispute.kind === 'clip_cut' && dispute.clip !== null && (
              <ClipEdges disputeId={dispute.id} clip={dispute.clip} onSettled={onClose} />
            )}
            {current === null ? (
              <p className="mt-5 text-muted">{words.dispute.replaced}</p>
            ) : (
              <CorrectText key={current} disputeId={dispute.id} current={current} onSettled={onClose} />
            )}
          </>
        )}
      </div>
    </Modal>
  )
}
