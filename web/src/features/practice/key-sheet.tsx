import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { changePreferences, usePreferences } from '../../lib/preferences.ts'
import { bind, isBindable } from './key-bindings.ts'
import { type Action, ACTIONS, combinationOf, keysOf } from './keymap.ts'
import { Overlay } from './overlay.tsx'
import { Switch } from './switch.tsx'

/** What every key does, and where it is given another. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useOpenedT()
  const { keys } = usePreferences()
  const [asking, setAsking] = useState<Action | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const fixed: readonly [keys: readonly string[], does: string][] = [
    [[t.keys.space], t.keys.complete],
    [['Enter'], t.keys.check],
    [['←', '→', 'Backspace'], t.keys.between],
    [['Esc'], t.keys.leave],
    [['?'], t.keys.actions.sheet],
  ]

  function onKeyDown(event: KeyboardEvent, action: Action) {
    if (asking !== action) return
    const combination = combinationOf(event.nativeEvent)
    if (event.key === 'Escape') {
      setAsking(null)
    } else if (combination === null) {
      return
    } else if (isBindable(combination)) {
      changePreferences({ keys: bind(keys, action, combination) })
      setAsking(null)
      setRefused(null)
    } else {
      setRefused(combination)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Overlay title={t.practice.keySheet} onClose={onClose} testId="key-sheet">
      <ul className="divide-y divide-line">
        {fixed.map(([names, does]) => (
          <li key={does} className="flex items-center justify-between gap-6 py-2.5">
            <span className="text-[0.95rem]">{does}</span>
            <Names names={names} or={t.keys.or} />
          </li>
        ))}
        {ACTIONS.map((action) => (
          <li key={action} className="flex items-center justify-between gap-4 py-1">
            <span className="text-[0.95rem]">{t.keys.actions[action]}</span>
            <button
              type="button"
              data-key={action}
              aria-label={t.keys.change(
                t.keys.actions[action],
                keysOf(keys, action).map(spaced).join(` ${t.keys.or} `),
              )}
              onClick={() => setAsking(asking === action ? null : action)}
              onBlur={() => setAsking((now) => (now === action ? null : now))}
              onKeyDown={(event) => onKeyDown(event, action)}
              className="flex min-h-11 items-center rounded-lg px-2 hover:bg-sunken"
            >
              {asking === action ? (
                <span className="text-sm text-accent">{t.keys.press}</span>
              ) : (
                <Names names={keysOf(keys, action)} or={t.keys.or} />
              )}
            </button>
          </li>
        ))}
      </ul>
      <Switch name="ctrlReplays" label={t.keys.ctrl} />
      <p role="status" className="mt-3 min-h-6 text-sm text-wrong">
        {refused !== null && t.keys.refused(refused)}
      </p>
      <p className="mt-1 text-sm text-muted">{t.keys.note}</p>
      <Button look="outline" className="mt-4" onClick={() => changePreferences({ keys: {}, ctrlReplays: false })}>
        {t.keys.reset}
      </Button>
    </Overlay>
  )
}

const spaced = (combination: string): string => combination.replaceAll('+', ' + ')

function Names({ names, or }: { names: readonly string[]; or: string }) {
  return (
    <span className="flex shrink-0 flex-wrap items-center justify-end gap-1.5 text-sm text-muted">
      {names.length === 0 && '—'}
      {names.map((name, index) => (
        <span key={name} className="flex items-center gap-1.5">
          {index > 0 && <span>{` ${or} `}</span>}
          <kbd className="rounded-md border border-line-strong/60 bg-paper px-2 py-0.5 font-sans text-sm whitespace-nowrap text-ink">
            {spaced(name)}
          </kbd>
        </span>
      ))}
    </span>
  )
}
