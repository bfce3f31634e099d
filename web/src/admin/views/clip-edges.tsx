import { Undo2, Volume2 } from 'lucide'
import { type KeyboardEvent, useState } from 'react'
import type { DisputedClip, ShiftedEdges } from '../../../../workers/contract/disputes.ts'
import { NUDGE_MS } from '../../../../workers/contract/practice.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { disputeClipPath, settleDispute } from '../../lib/api/admin.ts'
import { type Edge, type EdgeDraft, isMoved, lengths, moveOn, stepBack, UNMOVED } from '../edge-draft.ts'
import { Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { usePreview } from '../parts/use-preview.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

type Props = { disputeId: string; clip: DisputedClip; onSettled: () => void }

/** A button that has nothing to do keeps the focus and the keys, which one that is disabled would lose. */
const DIMMED = 'aria-disabled:opacity-50'

/** Moves the edges of a clipped sentence, lets them be heard, and settles the dispute that way. Only that writes anything. */
export function ClipEdges({ disputeId, clip, onSettled }: Props) {
  const words = useAdminWords()
  const format = useFormat()
  const [draft, setDraft] = useState(UNMOVED)
  const from = { fromStartMs: clip.startMs, fromEndMs: clip.endMs }
  // Edges that somebody else has moved: what was drafted for the old ones says nothing about these.
  const [drafted, setDrafted] = useState(from)
  if (drafted.fromStartMs !== from.fromStartMs || drafted.fromEndMs !== from.fromEndMs) {
    setDrafted(from)
    setDraft(UNMOVED)
  }
  const settle = useChange((edges: ShiftedEdges) => {
    return settleDispute(disputeId, { settlement: 'corrected', ...edges })
  }, onSettled)
  const { element, play, stop, isReady, isLoading, error } = usePreview(
    disputeClipPath(disputeId, { ...draft.shifts, ...from }),
  )

  function change(next: EdgeDraft | null) {
    if (next === null || settle.isPending) return
    stop()
    settle.reset()
    setDraft(next)
  }
  const move = (edge: Edge, byMs: number) => change(moveOn(clip, draft, edge, byMs))
  const goBack = () => change(stepBack(draft))

  function onKeyDown(event: KeyboardEvent, edge: Edge | null = null) {
    const key = event.key.toLowerCase()
    const isCommand = event.ctrlKey || event.metaKey || event.altKey
    if (edge !== null && key === 'arrowleft') move(edge, -NUDGE_MS)
    else if (edge !== null && key === 'arrowright') move(edge, NUDGE_MS)
    else if (isCommand && !event.altKey && key === 'z') goBack()
    else if (!isCommand && key === 'p') play()
    else return
    event.preventDefault()
  }

  const { wasMs, nowMs } = lengths(clip, draft.shifts)
  const seconds = (ms: number): string => format.number(Math.round(ms / 10) / 100)
  const hasSteps = draft.before.length > 0
  const failed = settle.error ?? error
  return (
    <Part title={words.dispute.edges}>
      <div className="flex flex-col gap-4">
        {(['start', 'end'] as const).map((edge) => (
          <EdgeButtons
            key={edge}
            edge={edge}
            byMs={edge === 'start' ? draft.shifts.startByMs : draft.shifts.endByMs}
            canMove={(byMs) => !settle.isPending && moveOn(clip, draft, edge, byMs) !== null}
            onMove={(byMs) => move(edge, byMs)}
            onKeyDown={(event) => onKeyDown(event, edge)}
          />
        ))}
      </div>
      <p className="mt-3 text-[0.95rem] text-muted" data-testid="length">
        {words.dispute.length(seconds(wasMs), seconds(nowMs))}
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button disabled={isLoading} onClick={play} onKeyDown={onKeyDown}>
          <Icon of={Volume2} className="size-4" />
          {words.dispute.hear}
        </Button>
        <Button
          look="outline"
          disabled={settle.isPending || !isMoved(draft.shifts)}
          onClick={() => settle.mutate({ ...draft.shifts, ...from })}
          onKeyDown={onKeyDown}
        >
          {words.dispute.settleEdges}
        </Button>
      </div>
      <div className="-mx-4 mt-1 flex flex-wrap">
        <Button look="quiet" className={DIMMED} aria-disabled={!hasSteps} onClick={goBack} onKeyDown={onKeyDown}>
          <Icon of={Undo2} className="size-4" />
          {words.dispute.stepBack}
        </Button>
        <Button
          look="quiet"
          className={DIMMED}
          aria-disabled={!hasSteps}
          onClick={() => change(UNMOVED)}
          onKeyDown={onKeyDown}
        >
          {words.dispute.discard}
        </Button>
      </div>
      {failed !== null && (
        <div className="my-3">
          <ErrorNote error={failed} />
        </div>
      )}
      {/* The sentence is written above. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={element}
        controls
        hidden={!isReady}
        aria-label={words.dispute.preview}
        data-testid="preview"
        className="mt-3 w-full"
      />
      <p className="mt-3 text-sm text-muted pointer-coarse:hidden">{words.dispute.edgeKeys}</p>
    </Part>
  )
}

type EdgeProps = {
  edge: Edge
  byMs: number
  canMove: (byMs: number) => boolean
  onMove: (byMs: number) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function EdgeButtons({ edge, byMs, canMove, onMove, onKeyDown }: EdgeProps) {
  const words = useAdminWords()
  const say = (ms: number): string =>
    ms === 0 ? words.dispute.unmoved : ms < 0 ? words.dispute.earlier(-ms) : words.dispute.later(ms)
  const name = words.dispute.edgeNames[edge]
  return (
    <div role="group" aria-label={name}>
      <p className="mb-1.5 flex justify-between gap-3 text-[0.95rem]">
        <span className="font-medium">{name}</span>
        <output className="text-muted">{say(byMs)}</output>
      </p>
      <div className="grid grid-cols-2 gap-3">
        {[-NUDGE_MS, NUDGE_MS].map((step) => (
          <Button
            key={step}
            look="outline"
            className={DIMMED}
            aria-disabled={!canMove(step)}
            onClick={() => onMove(step)}
            onKeyDown={onKeyDown}
          >
            {say(step)}
          </Button>
        ))}
      </div>
    </div>
  )
}
