import { useState, type SyntheticEvent } from 'react'
import { MODEL_PROVIDERS } from '../../../../workers/contract/model-routes.ts'
import type { ModelRouteView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { TextField } from '../../components/text-field.tsx'
import { patchRoutes } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { draftOf, readDraft, type RouteDraft } from '../route-drafts.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

export function ModelPanel({ route, onClose }: { route: ModelRouteView; onClose: () => void }) {
  const words = useAdminWords()
  const format = useFormat()
  const isOwner = useMay('owner')
  const [draft, setDraft] = useState<RouteDraft>(() => draftOf(route))
  const { change, wrong } = readDraft(route, draft)
  const save = useChange(patchRoutes)
  const { health } = route

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (change !== null && wrong.length === 0) save.mutate({ items: [{ modelName: route.modelName, ...change }] })
  }

  const field = (name: Exclude<keyof RouteDraft, 'enabled' | 'provider'>) => ({
    name,
    autoComplete: 'off',
    disabled: !isOwner,
    value: draft[name],
    error: wrong.includes(name)
      ? name === 'costPerUnit' || name === 'multiplier'
        ? words.model.numberWrong
        : words.model.wholeWrong
      : null,
    onChange: (event: { target: { value: string } }) => {
      save.reset()
      setDraft({ ...draft, [name]: event.target.value })
    },
  })

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
      <Part title={words.model.model}>
        {!isOwner && <p className="mb-3 text-muted">{words.readOnly}</p>}
        <form noValidate onSubmit={onSubmit} className="grid gap-4 sm:grid-cols-2">
          <label className="flex min-h-11 items-center gap-3 sm:col-span-2">
            <input
              type="checkbox"
              className="size-5 accent-(--accent)"
              disabled={!isOwner}
              checked={draft.enabled}
              onChange={(event) => {
                save.reset()
                setDraft({ ...draft, enabled: event.currentTarget.checked })
              }}
            />
            {words.model.enabled}
          </label>
          <TextField label={words.model.cost} inputMode="decimal" {...field('costPerUnit')} />
          <TextField label={words.model.multiplier} inputMode="decimal" {...field('multiplier')} />
          <div className="flex flex-col gap-1.5">
            <span className="text-sm font-medium">{words.model.provider}</span>
            <Choice
              label={words.model.provider}
              value={draft.provider}
              options={MODEL_PROVIDERS.map((provider) => [provider, provider] as const)}
              onChange={(provider) => {
                save.reset()
                setDraft({ ...draft, provider })
              }}
            />
          </div>
          <TextField label={words.model.providerModel} {...field('providerModel')} />
          <TextField label={words.model.baseUrl} hint={words.model.baseUrlHint} {...field('baseUrl')} />
          <TextField label={words.model.language} {...field('language')} />
          <TextField label={words.model.concurrent} inputMode="numeric" {...field('maxConcurrent')} />
          <TextField
            label={words.model.perMinute}
            hint={words.model.perMinuteHint}
            inputMode="numeric"
            {...field('maxPerMinute')}
          />
          <TextField label={words.model.timeout} inputMode="numeric" {...field('timeoutMs')} />
          <TextField label={words.model.fallbacks} hint={words.model.fallbacksHint} {...field('fallbacks')} />
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
    </Modal>
  )
}
