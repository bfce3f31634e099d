import { changePreferences, type Preferences, usePreferences } from '../../lib/preferences.ts'

type Flag = { [Key in keyof Preferences]: Preferences[Key] extends boolean ? Key : never }[keyof Preferences]

/** A preference that is on or off. */
export function Switch({ name, label }: { name: Flag; label: string }) {
  const value = usePreferences()[name]
  return (
    <label className="flex min-h-11 cursor-pointer items-center justify-between gap-4">
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={value}
        aria-checked={value}
        onChange={(event) => changePreferences({ [name]: event.target.checked })}
        className="relative h-6 w-11 shrink-0 cursor-pointer appearance-none rounded-full bg-line-strong transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-5 before:rounded-full before:bg-surface before:transition-transform checked:bg-accent checked:before:translate-x-5"
      />
    </label>
  )
}
