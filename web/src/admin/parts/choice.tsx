/** A small select whose label is for screen readers; its options say enough. */
export function Choice<T extends string>(props: {
  label: string
  value: T
  options: readonly (readonly [value: T, text: string])[]
  disabled?: boolean
  onChange: (value: T) => void
}) {
  return (
    <select
      aria-label={props.label}
      value={props.value}
      disabled={props.disabled}
      onChange={(event) => {
        const chosen = props.options.find(([value]) => value === event.currentTarget.value)
        if (chosen) props.onChange(chosen[0])
      }}
      className="min-h-11 rounded-xl border border-line-strong bg-surface px-3 disabled:opacity-60"
    >
      {props.options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}
