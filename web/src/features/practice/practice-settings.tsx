import { useId, type ReactNode } from 'react'
import {
  CLOZE_KINDS,
  type ClozeKind,
  PRACTICE_MODES,
  type PracticeMode,
} from '../../../../workers/contract/practice.ts'
import { SegmentedChoice } from '../../components/segmented-choice.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { FASTEST, SLOWEST } from '../../lib/playback-rate.ts'
import { changePreferences, LONGEST_GAP_MS, MOST_REPEATS, STRICTNESSES, usePreferences } from '../../lib/preferences.ts'
import { Overlay } from './overlay.tsx'
import { Switch } from './switch.tsx'

const RATES = Array.from(
  { length: Math.round((FASTEST - SLOWEST) / 0.05) + 1 },
  (_, step) => Math.round((SLOWEST + step * 0.05) * 100) / 100,
)

type Props = {
  mode: PracticeMode
  cloze: ClozeKind
  onMode: (change: { mode: PracticeMode } | { cloze: ClozeKind }) => void
  onClose: () => void
}

/** How to practise: the mode, what is heard and how often, what is shown. All of it at once, nothing to confirm. */
export function PracticeSettings({ mode: chosen, cloze, onMode, onClose }: Props) {
  const t = useOpenedT()
  const now = usePreferences()
  const plays = Array.from({ length: now.repeats + 1 }, (_, play) => play)
  return (
    <Overlay title={t.practice.settings} place="side" onClose={onClose} testId="practice-settings">
      <div className="flex flex-col gap-6">
        <fieldset>
          <legend className="mb-2 text-sm font-medium text-muted">{t.practice.modesLabel}</legend>
          <div className="flex flex-col gap-1">
            {PRACTICE_MODES.map((mode) => (
              <label
                key={mode}
                className="flex cursor-pointer flex-col rounded-xl border border-line px-4 py-2.5 transition-colors has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <span>
                  <input
                    type="radio"
                    name="practice-mode"
                    className="sr-only"
                    checked={chosen === mode}
                    onChange={() => onMode({ mode })}
                  />
                  {t.practice.modes[mode]}
                </span>
                <span className="text-sm text-muted">{t.practice.modeTexts[mode]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {chosen === 'cloze' && (
          <SegmentedChoice
            label={t.practice.clozeLabel}
            value={cloze}
            options={CLOZE_KINDS.map((value) => ({ value, label: t.practice.clozeKinds[value] }))}
            onChange={(kind) => onMode({ cloze: kind })}
          />
        )}
        <div>
          <SegmentedChoice
            label={t.practice.strictnessLabel}
            value={now.strictness}
            options={STRICTNESSES.map((value) => ({ value, label: t.practice.strictness[value] }))}
            onChange={(strictness) => changePreferences({ strictness })}
          />
          <p className="mt-2 text-sm text-muted">{t.practice.strictnessTexts[now.strictness]}</p>
        </div>
        <Group title={t.practice.sound}>
          <Switch name="playOnArrival" label={t.practice.playOnArrival} />
          <Switch name="loop" label={t.practice.loop} />
          <Switch name="pauseWhileTyping" label={t.practice.pauseWhileTyping} />
          <Slider
            label={t.practice.repeats}
            value={now.repeats}
            shown={t.practice.repeatsValue(now.repeats)}
            max={MOST_REPEATS}
            step={1}
            onChange={(repeats) => changePreferences({ repeats })}
          />
          {(now.repeats > 0 || now.loop) && (
            <Slider
              label={t.practice.gap}
              value={now.gapMs}
              shown={t.practice.gapValue(now.gapMs / 1000)}
              max={LONGEST_GAP_MS}
              step={250}
              onChange={(gapMs) => changePreferences({ gapMs })}
            />
          )}
          {now.repeats > 0 && (
            <div className="grid grid-cols-2 gap-2">
              {plays.map((play) => (
                <label key={play} className="flex items-center justify-between gap-2 text-sm">
                  <span className="text-muted">{t.practice.rateOf(play + 1)}</span>
                  <select
                    value={now.rates[play] ?? ''}
                    className="min-h-11 rounded-lg border border-line-strong bg-surface px-2"
                    onChange={(event) => {
                      const chosen = event.target.value === '' ? null : Number(event.target.value)
                      const rates = plays.map((other) => (other === play ? chosen : (now.rates[other] ?? null)))
                      changePreferences({ rates })
                    }}
                  >
                    <option value="">{t.practice.rateUsual}</option>
                    {RATES.map((rate) => (
                      <option key={rate} value={rate}>
                        {t.practice.speed(rate)}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
            </div>
          )}
        </Group>
        <Group title={t.practice.display}>
          <Switch name="waveform" label={t.practice.waveform} />
          <Switch name="equalBoxes" label={t.practice.equalBoxes} />
          <Switch name="goOnWhenRight" label={t.practice.goOnWhenRight} />
        </Group>
      </div>
    </Overlay>
  )
}

function Group(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium text-muted">{props.title}</h3>
      <div className="flex flex-col gap-3">{props.children}</div>
    </section>
  )
}

type SliderProps = {
  label: string
  value: number
  shown: string
  max: number
  step: number
  onChange: (value: number) => void
}

function Slider({ label, value, shown, max, step, onChange }: SliderProps) {
  const id = useId()
  return (
    <div>
      <div className="flex justify-between gap-4">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="text-muted tabular-nums">
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={(event) => onChange(Number(event.target.value))}
        className="mt-1 h-8 w-full accent-accent"
      />
    </div>
  )
}
