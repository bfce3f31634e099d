import { useState, type SyntheticEvent } from 'react'
import { MODEL_TASKS } from '../../../../workers/contract/model-kinds.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { TextField } from '../../components/text-field.tsx'
import { createRoute } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { useChange } from '../parts/use-change.ts'
import { refusedFields } from '../refused-fields.ts'
import { newDraft, ofTask, readNewDraft } from '../route-drafts.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { RouteFields } from './route-fields.tsx'

export function MakeModelPanel({ onClose, onMade }: { onClose: () => void; onMade: (modelName: string) => void }) {
  const words = useAdminWords()
  const [draft, setDraft] = useState(newDraft)
  const [tried, setTried] = useState(false)
  const make = useChange(createRoute, ({ modelName }) => onMade(modelName))
  const { body, wrong } = readNewDraft(draft)
  const shown = tried ? wrong : []
  const refused = refusedFields(make.error, words)

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    if (body !== null) make.mutate(body)
  }

  const change = (next: typeof draft) => {
    make.reset()
    setDraft(next)
  }
  return (
    <Modal title={words.model.make} place="panel" testId="panel" onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="modelName"
          label={words.model.name}
          hint={words.model.nameHint}
          autoComplete="off"
          value={draft.modelName}
          error={shown.includes('modelName') ? words.model.nameWrong : (refused['modelName'] ?? null)}
          onChange={(event) => change({ ...draft, modelName: event.target.value })}
        />
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium">
            {words.model.task}
          </span>
          <Choice
            label={words.model.task}
            value={draft.task}
            options={MODEL_TASKS.map((task) => [task, words.model.tasks[task]] as const)}
            onChange={(task) => change(ofTask(draft, task))}
          />
        </div>
        <RouteFields
          task={draft.task}
          draft={draft}
          wrong={shown}
          refused={refused}
          onChange={(fields) => change({ ...draft, ...fields })}
        />
        {make.isError && (
          <div className="sm:col-span-2">
            <ErrorNote error={make.error} />
          </div>
        )}
        <Button type="submit" className="sm:col-span-2 sm:justify-self-start" disabled={make.isPending}>
          {words.model.make}
        </Button>
      </form>
    </Modal>
  )
}
