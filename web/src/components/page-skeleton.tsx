import { useT } from '../i18n/provider.tsx'

export function PageSkeleton() {
  const t = useT()
  return (
    <div role="status" className="mx-auto max-w-4xl px-4 pt-12 sm:px-6">
      <span className="sr-only">{t.common.loading}</span>
      <div className="skeleton h-8 w-44" />
      <div className="skeleton mt-8 h-48 w-full rounded-2xl!" />
      <div className="skeleton mt-6 h-20 w-full rounded-2xl!" />
    </div>
  )
}
