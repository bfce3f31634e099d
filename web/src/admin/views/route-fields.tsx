import type { ReactNode } from 'react'
import { MODEL_PROVIDERS, UNITS_OF } from '../../../../workers/contract/model-kinds.ts'
import type { ModelTask } from '../../../../workers/contract/model-routes.ts'
import { TextField } from '../../components/text-field.tsx'
import { Choice } from '../parts/choice.tsx'
import type { RouteDraft } from '../route-drafts.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

type Props = {
  task: ModelTask
  draft: RouteDraft
  wrong: readonly string[]
  /** The words for each field that the Worker, which knows more, refused. */
  refused?: Readonly<Record<string, string>>
  disabled?: boolean
  onChange: (change: Partial<RouteDraft>) => void
}

type TextName = Exclude<keyof RouteDraft, 'enabled' | 'provider' | 'unit'>

/** Everything of a route that can change, in a grid of two. */
export function RouteFields({ task, draft, wrong, refused = {}, disabled = false, onChange }: Props) {
  const words = useAdminWords()
  const says: Record<TextName, string> = {
    costPerUnit: words.model.numberWrong,
    multiplier: words.model.numberWrong,
    providerModel: words.needed,
    language: words.model.languageWrong,
    baseUrl: words.model.baseUrlWrong,
    maxConcurrent: words.model.wholeWrong,
    maxPerMinute: words.model.wholeWrong,
    timeoutMs: words.model.wholeWrong,
    fallbacks: '',
  }
  const field = (name: TextName) => ({
    name,
    autoComplete: 'off',
    disabled,
    value: draft[name],
    error: wrong.includes(name) ? says[name] : (refused[name] ?? null),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  return (
    <>
      <label className="flex min-h-11 items-center gap-3 sm:col-span-2">
        <input
          type="checkbox"
          className="size-5 accent-(--accent)"
          disabled={disabled}
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
        {words.model.enabled}
      </label>
      <Labelled label={words.model.provider} error={refused['provider']}>
        <Choice
          label={words.model.provider}
          value={draft.provider}
          disabled={disabled}
          options={MODEL_PROVIDERS.map((provider) => [provider, provider] as const)}
          onChange={(provider) => onChange({ provider })}
        />
      </Labelled>
      <TextField label={words.model.providerModel} {...field('providerModel')} />
      <Labelled label={words.model.unit} error={refused['unit']}>
        <Choice
          label={words.model.unit}
          value={draft.unit}
          disabled={disabled}
          options={UNITS_OF[task].map((unit) => [unit, words.model.units[unit]] as const)}
          onChange={(unit) => onChange({ unit })}
        />
      </Labelled>
      <TextField label={words.model.cost} inputMode="decimal" {...field('costPerUnit')} />
      <TextField label={words.model.multiplier} inputMode="decimal" {...field('multiplier')} />
      <TextField label={words.model.language} hint={words.model.languageHint} {...field('language')} />
      <TextField label={words.model.baseUrl} hint={words.model.baseUrlHint} {...field('baseUrl')} />
      <TextField label={words.model.concurrent} inputMode="numeric" {...field('maxConcurrent')} />
      <TextField
        label={words.model.perMinute}
        hint={words.model.perMinuteHint}
        inputMode="numeric"
        {...field('maxPerMinute')}
      />
      <TextField label={words.model.timeout} inputMode="numeric" {...field('timeoutMs')} />
      <TextField
        className="sm:col-span-2"
        label={words.model.fallbacks}
        hint={words.model.fallbacksHint}
        {...field('fallbacks')}
      />
    </>
  )
}

function Labelled(props: { label: string; error?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-sm font-medium">
        {props.label}
      </span>
      {props.children}
      {props.error !== undefined && (
        <p role="alert" className="text-sm text-wrong">
          {props.error}
        </p>
      )}
    </div>
  )
}
