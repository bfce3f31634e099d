import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { ModelRouteView, PatchRoutesBody } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { deleteRoute, listRoutes, patchRoutes } from '../../lib/api/admin.ts'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { refusedFields } from '../refused-fields.ts'
import { readDraft } from '../route-drafts.ts'
import {
  afterSaving,
  conflictsOf,
  draftWith,
  keepMine,
  NO_EDITS,
  type RouteEdits,
  takeTheirs,
  typeOn,
} from '../route-edits.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { RouteConflict } from './route-conflict.tsx'
import { RouteFields } from './route-fields.tsx'
import { TryModel } from './try-model.tsx'

export const ROUTES_KEY = ['routes'] as const

/** `route` is the newest there is, also when another owner has changed it. */
export function ModelPanel({ route, onClose }: { route: ModelRouteView; onClose: () => void }) {
  const words = useAdminWords()
  const format = useFormat()
  const isOwner = useMay('owner')
  const may = useMay('support')
  const queries = useQueryClient()
  const [edits, setEdits] = useState(NO_EDITS)
  const draft = draftWith(route, edits)
  const { change, wrong } = readDraft(route, draft)
  const conflicts = conflictsOf(route, edits)
  const save = useChange(
    async ({ item, sent }: { item: PatchRoutesBody['items'][number]; sent: RouteEdits }) => {
      // The page does not hear by itself of what others change.
      const routes = await queries.fetchQuery({ queryKey: ROUTES_KEY, queryFn: listRoutes })
      const newest = routes.find(({ modelName }) => modelName === item.modelName)
      if (newest !== undefined && conflictsOf(newest, sent).length > 0) return null
      queries.setQueryData(ROUTES_KEY, await patchRoutes({ items: [item] }))
      return sent
    },
    (sent) => sent !== null && setEdits((now) => afterSaving(now, sent)),
  )
  const { health } = route
  const maySave = change !== null && wrong.length === 0 && conflicts.length === 0 && !save.isPending

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (change !== null && maySave) {
      save.mutate({ item: { modelName: route.modelName, ...change }, sent: edits })
    }
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
              setEdits(typeOn(route, edits, change))
            }}
          />
          {conflicts.length > 0 && (
            <RouteConflict
              newest={route}
              fields={conflicts}
              onTakeTheirs={() => setEdits(takeTheirs(route, edits))}
              onKeepMine={() => setEdits(keepMine(route, edits))}
            />
          )}
          {isOwner && (
            <Button type="submit" className="sm:col-span-2 sm:justify-self-start" disabled={!maySave}>
              {words.model.save}
            </Button>
          )}
        </form>
        <p role="status" className="mt-3">
          {save.isSuccess && save.data !== null && words.model.saved}
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
