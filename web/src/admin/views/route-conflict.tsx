import { CircleAlert } from 'lucide'
import type { ModelRouteView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { draftOf, type RouteDraft } from '../route-drafts.ts'
import type { FieldName } from '../route-edits.ts'
import type { AdminWords } from '../words/en.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

type Props = {
  newest: ModelRouteView
  fields: readonly FieldName[]
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** Says what another admin has set meanwhile where this one typed, and asks which it is to be. */
export function RouteConflict({ newest, fields, onTakeTheirs, onKeepMine }: Props) {
  const words = useAdminWords()
  return (
    <div role="alert" className="flex items-start gap-3 rounded-xl bg-typo-soft px-4 py-3 sm:col-span-2">
      <Icon of={CircleAlert} className="mt-0.5 size-5 shrink-0 text-typo" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{words.model.conflict}</p>
        <ul className="mt-1">
          {fields.map((name) => (
            <li key={name} className="[overflow-wrap:anywhere]">
              {words.model.conflictField(labelOf(words, name), valueOf(words, draftOf(newest), name))}
            </li>
          ))}
        </ul>
        <div className="mt-2 flex flex-wrap gap-3">
          <Button look="outline" onClick={onTakeTheirs}>
            {words.model.takeTheirs}
          </Button>
          <Button look="outline" onClick={onKeepMine}>
            {words.model.keepMine}
          </Button>
        </div>
      </div>
    </div>
  )
}

function labelOf({ model }: AdminWords, name: FieldName): string {
  const labels: Record<FieldName, string> = {
    enabled: model.enabled,
    unit: model.unit,
    costPerUnit: model.cost,
    multiplier: model.multiplier,
    provider: model.provider,
    providerModel: model.providerModel,
    language: model.language,
    baseUrl: model.baseUrl,
    maxConcurrent: model.concurrent,
    maxPerMinute: model.perMinute,
    timeoutMs: model.timeout,
    fallbacks: model.fallbacks,
  }
  return labels[name]
}

function valueOf({ model }: AdminWords, draft: RouteDraft, name: FieldName): string {
  if (name === 'enabled') return draft.enabled ? model.on : model.off
  if (name === 'unit') return model.units[draft.unit]
  return draft[name] || '–'
}
