/** A thin bar. `value` is 0 to 100; null says only that something is going on. */
export function ProgressBar(props: { value: number | null; label: string; className?: string }) {
  const value = props.value === null ? null : Math.max(0, Math.min(100, Math.round(props.value)))
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value ?? undefined}
      className={`h-1.5 overflow-hidden rounded-full bg-line ${props.className ?? ''}`}
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] duration-500 ${value === null ? 'w-1/3 animate-pulse' : ''}`}
        style={value === null ? undefined : { width: `${value}%` }}
      />
    </div>
  )
}
