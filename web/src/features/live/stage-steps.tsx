import { Check } from 'lucide'
import type { JobStage } from '../../../../workers/contract/jobs.ts'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'

/** What a learner can follow; `ingest` is part of fetching to them. */
const STEPS: readonly JobStage[] = ['queued', 'fetch', 'audio_extract', 'asr', 'exercise_pack']

/** Where each stage stands in the steps above. Translation runs beside recognition and may be absent. */
const AT: Record<JobStage, number> = {
  queued: 0,
  ingest: 1,
  fetch: 1,
  audio_extract: 2,
  asr: 3,
  translate: 3,
  exercise_pack: 4,
  completed: 5,
  cancelled: 0,
}

/** `place` in line is told while the job waits for a free machine. */
export function StageSteps({ stage, place }: { stage: JobStage; place: number | null }) {
  const t = useT()
  const at = AT[stage]
  const textOf = (step: JobStage, now: boolean): string => {
    if (now && step === 'queued' && place !== null) return t.live.place(place)
    return now && stage === 'translate' ? t.live.steps.translate : t.live.steps[step]
  }
  return (
    <ol className="mt-7 flex flex-col gap-4">
      {STEPS.map((step, index) => {
        const done = index < at
        const now = index === at
        return (
          <li key={step} aria-current={now ? 'step' : undefined} className="flex items-center gap-3">
            <span
              aria-hidden
              className={`flex size-6 shrink-0 items-center justify-center rounded-full border-2 ${
                done ? 'border-accent bg-accent text-on-accent' : now ? 'border-accent' : 'border-line'
              }`}
            >
              {done && <Icon of={Check} className="size-3.5" strokeWidth={3} />}
              {now && <span className="size-2 rounded-full bg-accent [animation:pulse-soft_1.4s_infinite]" />}
            </span>
            <span className={now ? 'font-medium' : done ? '' : 'text-muted'}>
              {textOf(step, now)}
              <span className="sr-only">{done ? ` (${t.live.stepDone})` : now ? ` (${t.live.stepNow})` : ''}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
