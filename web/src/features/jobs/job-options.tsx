import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide'
import { useId } from 'react'
import type { ModelChoice, ModelsView } from '../../../../workers/contract/models.ts'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'
import { getWallet } from '../../lib/api/wallet.ts'
import { formatBytes } from '../../lib/format.ts'
import { pricePerUnit, unitPrices, type Choice } from './price-hint.ts'

type Props = { models: ModelsView | null; choice: Choice; onChoice: (choice: Choice) => void }

/** The phone's own picker is better than any we could draw, so these are plain selects. */
function ModelSelect(props: {
  label: string
  choices: readonly ModelChoice[]
  value: string | null
  noneLabel: string | null
  onChange: (name: string | null) => void
}) {
  const t = useT()
  const id = useId()
  const price = (choice: ModelChoice) => {
    const unit = pricePerUnit(choice)
    if (unit === 0) return t.home.free
    if (choice.unit === 'second') return t.home.perMinute(Math.round(unit * 6000) / 100)
    return choice.unit === 'sentence' ? t.home.perSentence(unit) : t.home.perThousandCharacters(unit)
  }
  const fallback = props.choices.find((choice) => choice.isDefault)?.modelName ?? ''
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {props.label}
      </label>
      <select
        id={id}
        value={props.value ?? fallback}
        onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
        className="min-h-12 w-full rounded-xl border border-line-strong bg-surface px-3 text-base"
      >
        {props.noneLabel !== null && <option value="">{props.noneLabel}</option>}
        {props.choices.map((choice) => (
          <option key={choice.modelName} value={choice.modelName}>
            {choice.modelName} · {price(choice)}
          </option>
        ))}
      </select>
    </div>
  )
}

export function JobOptions({ models, choice, onChoice }: Props) {
  const t = useT()
  const wallet = useQuery({ queryKey: ['wallet'], queryFn: ({ signal }) => getWallet(signal) })
  if (models === null) return <div className="mx-5 mb-5 h-11" />
  const { perMinute, perSentence } = unitPrices(models, choice)
  const { limits } = models
  const price =
    perSentence === null || perSentence === 0
      ? t.home.priceHint(perMinute)
      : t.home.priceWithTranslation(perMinute, perSentence)
  return (
    <details className="group border-t border-line">
      <summary className="flex min-h-14 list-none flex-wrap items-center justify-between gap-x-4 px-5 py-3 text-sm text-muted [&::-webkit-details-marker]:hidden">
        <span>
          {price} {wallet.data !== undefined && t.home.available(wallet.data.availableCredits)}
        </span>
        <span className="flex min-h-8 items-center gap-1 text-ink">
          {t.home.models}
          <Icon of={ChevronDown} className="size-4 transition-transform group-open:rotate-180" />
        </span>
      </summary>
      <div className="flex flex-col gap-4 px-5 pb-5">
        <div className="flex flex-col gap-4 sm:flex-row">
          <ModelSelect
            label={t.home.asrModel}
            choices={models.asr}
            value={choice.asrModel}
            noneLabel={null}
            onChange={(asrModel) => onChoice({ ...choice, asrModel })}
          />
          {models.mt.length > 0 && (
            <ModelSelect
              label={t.home.mtModel}
              choices={models.mt}
              value={choice.mtModel}
              // Leaving the model out means the default, so "none" can only be said where the default is none.
              noneLabel={models.mt.some((mt) => mt.isDefault) ? null : t.home.noTranslation}
              onChange={(mtModel) => onChoice({ ...choice, mtModel })}
            />
          )}
        </div>
        {models.mt.length === 0 && <p className="text-sm text-muted">{t.home.translationMissing}</p>}
        <p className="text-sm text-muted">
          {t.home.limits(limits.maxVideoMinutes, formatBytes(t.locale, limits.maxUploadBytes))} {t.home.pasteHint}
        </p>
      </div>
    </details>
  )
}
