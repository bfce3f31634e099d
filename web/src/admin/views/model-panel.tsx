import { useState, type SyntheticEvent } from 'react'
import type { ModelRouteView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { deleteRoute, patchRoutes } from '../../lib/api/admin.ts'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { refusedFields } from '../refused-fields.ts'
import { draftOf, readDraft, type RouteDraft } from '../route-drafts.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { RouteFields } from './route-fields.tsx'
import { TryModel } from './try-model.tsx'

export function ModelPanel({ route, onClose }: { route: ModelRouteView; onClose: () => void }) {
  const words = useAdminWords()
  const format = useFormat()
  const isOwner = useMay('owner')
  const may = useMay('support')
  const [draft, setDraft] = useState<RouteDraft>(() => draftOf(route))
  const { change, wrong } = readDraft(route, draft)
  const save = useChange(patchRoutes)
  const { health } = route

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (change !== null && wrong.length === 0) save.mutate({ items: [{ modelName: route.modelName, ...change }] })
  }

  return (
    <Modal title={route.modelName} place="panel" testId="panel" onClose={onClose}>
      <Facts
        items={[
          [words.model.task, words.model.tasks[route.task]],
          [words.model.price, words.model.units[route.unit]],
          [words.model.health, words.model.healths[health.state]],
          ['', words.model.calls(format.number(health.calls), format.number(health.failures))],
          ...(health.lastError === null
            ? []
            : [[words.job.error, `${format.time(health.lastError.at)}: ${health.lastError.reason}`] as const]),
        ]}
      />
      {may && <TryModel route={route} />}
      <Part title={words.model.model}>
        {!isOwner && <p className="mb-3 text-muted">{words.readOnly}</p>}
        <form noValidate onSubmit={onSubmit} className="grid gap-4 sm:grid-cols-2">
          <RouteFields
            task={route.task}
            draft={draft}
            wrong={wrong}
            refused={refusedFields(save.error, words)}
            disabled={!isOwner}
            onChange={(change) => {
              save.reset()
              setDraft({ ...draft, ...change })
            }}
          />
          {isOwner && (
            <Button
              type="submit"
              className="sm:col-span-2 sm:justify-self-start"
              disabled={change === null || wrong.length > 0 || save.isPending}
            >
              {words.model.save}
            </Button>
          )}
        </form>
        <p role="status" className="mt-3">
          {save.isSuccess && words.model.saved}
        </p>
        {save.isError && <ErrorNote error={save.error} />}
      </Part>
      {isOwner && (
        <Part title={words.model.remove}>
          <ConfirmButton
            look="danger"
            label={words.model.remove}
            title={words.model.removeAsk(route.modelName)}
            text={words.model.removeText}
            onConfirm={() => deleteRoute(route.modelName)}
            onDone={onClose}
          />
        </Part>
      )}
    </Modal>
  )
}
