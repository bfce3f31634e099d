import { Switch } from '@base-ui/react/switch'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ModelRouteView } from '../../../workers/contract/admin.ts'
import { Button } from '../components/button.tsx'
import { ErrorNote } from '../components/error-note.tsx'
import { Card } from '../components/page.tsx'
import { patchRoutes } from '../lib/api/admin.ts'
import type { AdminWords } from './admin-words.ts'
import { changedRoutes, draftOf, type Drafts, type RouteDraft } from './route-drafts.ts'

type Props = { token: string; words: AdminWords; routes: ModelRouteView[] }

export function RoutesTable({ token, words, routes }: Props) {
  const queries = useQueryClient()
  const [drafts, setDrafts] = useState<Drafts>({})
  const { items, invalid } = changedRoutes(routes, drafts)
  const save = useMutation({
    mutationFn: () => patchRoutes(token, { items }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['routes'] })
      setDrafts({})
    },
  })

  function edit(route: ModelRouteView, change: Partial<RouteDraft>) {
    save.reset()
    setDrafts({ ...drafts, [route.modelName]: { ...(drafts[route.modelName] ?? draftOf(route)), ...change } })
  }

  return (
    <Card className="p-6">
      <h2 className="text-lg font-semibold">{words.routes}</h2>
      <div className="mt-4 overflow-x-auto">
        <table className="w-full min-w-2xl text-left text-[0.95rem]">
          <thead className="text-sm text-muted">
            <tr className="border-b border-line">
              {[words.model, words.task, words.enabled, words.cost, words.multiplier, ''].map((head, index) => (
                <th key={index} scope="col" className="py-2 pr-4 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {routes.map((route) => (
              <RouteRow
                key={route.modelName}
                route={route}
                draft={drafts[route.modelName] ?? draftOf(route)}
                words={words}
                onEdit={(change) => edit(route, change)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <Button disabled={items.length === 0 || invalid || save.isPending} onClick={() => save.mutate()}>
          {words.save}
        </Button>
        <p role="status" className={invalid ? 'text-sm text-wrong' : 'text-sm text-muted'}>
          {invalid ? words.numberWrong : save.isSuccess ? words.saved : items.length > 0 && words.changes(items.length)}
        </p>
      </div>
      {save.isError && (
        <div className="mt-4">
          <ErrorNote error={save.error} />
        </div>
      )}
    </Card>
  )
}

function RouteRow(props: {
  route: ModelRouteView
  draft: RouteDraft
  words: AdminWords
  onEdit: (change: Partial<RouteDraft>) => void
}) {
  const { route, draft, words, onEdit } = props
  const input = 'min-h-11 w-28 rounded-lg border border-line-strong bg-surface px-2.5 tabular-nums'
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="py-3 pr-4 font-medium">
        {route.modelName}
        <span className="block text-sm font-normal text-muted">
          {route.provider} · {route.providerModel}
        </span>
      </th>
      <td className="pr-4">
        {words.tasks[route.task]}
        <span className="block text-sm text-muted">
          {words.unit}: {words.units[route.unit]}
        </span>
      </td>
      <td className="pr-4">
        <Switch.Root
          aria-label={words.enabledFor(route.modelName)}
          checked={draft.enabled}
          onCheckedChange={(enabled) => onEdit({ enabled })}
          className="flex h-7 w-12 items-center rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent"
        >
          <Switch.Thumb className="size-6 rounded-full bg-surface shadow transition-transform data-checked:translate-x-5" />
        </Switch.Root>
      </td>
      <td className="pr-4">
        <input
          aria-label={words.costFor(route.modelName)}
          inputMode="decimal"
          className={input}
          value={draft.costPerUnit}
          onChange={(event) => onEdit({ costPerUnit: event.target.value })}
        />
      </td>
      <td className="pr-4">
        <input
          aria-label={words.multiplierFor(route.modelName)}
          inputMode="decimal"
          className={input}
          value={draft.multiplier}
          onChange={(event) => onEdit({ multiplier: event.target.value })}
        />
      </td>
      <td>
        <span
          className={`inline-block rounded-full px-2.5 py-0.5 text-sm whitespace-nowrap ${route.configured ? 'bg-accent-soft text-accent' : 'bg-typo-soft text-typo'}`}
        >
          {route.configured ? words.configured : words.notConfigured}
        </span>
      </td>
    </tr>
  )
}
