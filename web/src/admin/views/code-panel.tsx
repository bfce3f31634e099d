import { Link } from 'wouter'
import { Modal } from '../../components/modal.tsx'
import { type CodeView, revokeBatch, revokeCode } from '../../lib/api/admin.ts'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Pill } from '../parts/pill.tsx'
import { CODE_TONES } from '../parts/tones.ts'
import { useFormat } from '../parts/use-format.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

export function CodePanel({ code, onClose }: { code: CodeView; onClose: () => void }) {
  const words = useAdminWords()
  const format = useFormat()
  const may = useMay('support')
  const { redeemedBy, redeemedAt } = code
  return (
    <Modal title={`${code.visiblePrefix}…`} place="panel" testId="panel" onClose={onClose}>
      <Facts
        items={[
          [
            words.state,
            <Pill key="state" tone={CODE_TONES[code.state]}>
              {words.code.states[code.state]}
            </Pill>,
          ],
          [words.credits, format.number(code.credits)],
          [words.code.note, code.note || '–'],
          [words.code.batch, <code key="batch">{code.batchId}</code>],
          [words.when, format.time(code.createdAt)],
          [words.code.expires, format.time(code.expiresAt)],
          ...(redeemedBy && redeemedAt !== null
            ? [
                [
                  words.code.usedBy,
                  redeemedBy.userId === null ? (
                    words.code.gone
                  ) : (
                    <Link key="by" href={`/learners/${redeemedBy.userId}`} className="text-accent underline">
                      {redeemedBy.email}
                    </Link>
                  ),
                ] as const,
                [words.code.usedAt, format.time(redeemedAt)] as const,
              ]
            : []),
        ]}
      />
      {may && (
        <div className="mt-5 flex flex-wrap gap-3">
          {(code.state === 'open' || code.state === 'expired') && (
            <ConfirmButton
              label={words.code.revoke}
              title={words.code.revokeAsk}
              text={words.code.revokeText}
              onConfirm={() => revokeCode(code.id)}
            />
          )}
          <ConfirmButton
            look="danger"
            label={words.code.revokeBatch}
            title={words.code.revokeAsk}
            text={words.code.revokeText}
            onConfirm={() => revokeBatch(code.batchId)}
          />
        </div>
      )}
    </Modal>
  )
}
