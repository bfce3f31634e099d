/** Sound above, blanks below: what the product does, as a mark. */
export function BrandMark(props: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={props.className ?? 'size-8'}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round" className="stroke-on-accent">
        <path d="M8 10.5v5M12.7 7.5v11M17.3 10v6M22 12v2" />
        <path d="M8 24h7" />
        <path d="M19 24h5" opacity=".55" />
      </g>
    </svg>
  )
}
