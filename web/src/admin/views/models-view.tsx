import { useQuery } from '@tanstack/react-query'
import type { ModelRouteView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { listRoutes } from '../../lib/api/admin.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Pill, type Tone } from '../parts/pill.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { MakeModelPanel } from './make-model-panel.tsx'
import { ModelPanel, ROUTES_KEY } from './model-panel.tsx'
import { usePlace } from './use-place.ts'

const HEALTH_TONES: Record<ModelRouteView['health']['state'], Tone> = {
  unknown: 'calm',
  healthy: 'good',
  failing: 'bad',
  open: 'warn',
}

/** No model can have this name: it does not begin with a letter or a digit. */
const NEW = '-new'

export function ModelsView() {
  const words = useAdminWords()
  const format = useFormat()
  const { id, close, open } = usePlace('models')
  const isOwner = useMay('owner')
  const list = useQuery({ queryKey: ROUTES_KEY, queryFn: listRoutes })
  const shown = list.data?.find((route) => route.modelName === id)
  return (
    <>
      {isOwner && (
        <div className="mb-4 flex justify-end">
          <Button onClick={() => open(NEW)}>{words.model.make}</Button>
        </div>
      )}
      <DataTable
        name={words.views.models}
        rows={list.data ?? []}
        list={list}
        keyOf={(route) => route.modelName}
        hrefOf={(route) => `/models/${encodeURIComponent(route.modelName)}`}
        columns={[
          { head: words.model.model, cell: (route) => route.modelName },
          { head: words.model.task, cell: (route) => words.model.tasks[route.task] },
          {
            head: words.model.enabled,
            cell: ({ enabled, configured }) => (
              <span className="flex gap-1.5">
                <Pill tone={enabled ? 'good' : 'calm'}>{enabled ? words.model.on : words.model.off}</Pill>
                {!configured && <Pill tone="warn">{words.model.noKey}</Pill>}
              </span>
            ),
          },
          {
            head: words.model.price,
            cell: (route) => words.model.per(format.price(route.costPerUnit), words.model.units[route.unit]),
          },
          { head: words.model.multiplier, cell: (route) => `× ${format.price(route.multiplier)}`, isNumber: true },
          { head: words.model.provider, cell: (route) => `${route.provider} · ${route.providerModel}` },
          { head: words.model.fallbacks, cell: (route) => route.fallbacks.join(' → ') },
          {
            head: words.model.health,
            cell: ({ health }) => (
              <Pill tone={HEALTH_TONES[health.state]}>
                {words.model.healths[health.state]}
                {health.meanLatencyMs !== null && ` · ${format.number(health.meanLatencyMs)} ms`}
              </Pill>
            ),
          },
        ]}
      />
      {id === NEW && isOwner && (
        <MakeModelPanel onClose={close} onMade={(modelName) => open(encodeURIComponent(modelName))} />
      )}
      {shown && <ModelPanel key={shown.modelName} route={shown} onClose={close} />}
    </>
  )
}
