import { HomeLink } from '../../components/home-link.tsx'
import { useT } from '../../i18n/provider.tsx'

/** All sentences so far are done and more are on the way; or none will come. */
export function Waiting({ stopped }: { stopped: boolean }) {
  const t = useT()
  return (
    <main className="mx-auto flex max-w-md flex-1 flex-col items-center justify-center gap-3 px-6 py-20 text-center">
      {!stopped && (
        <span aria-hidden className="mb-3 flex h-8 items-center gap-1.5">
          {[0, 1, 2].map((bar) => (
            <span
              key={bar}
              className="h-full w-1.5 rounded-full bg-accent [animation:bars_1.2s_ease-in-out_infinite]"
              style={{ animationDelay: `${bar * 0.18}s` }}
            />
          ))}
        </span>
      )}
      <h1 className="text-xl font-semibold">{stopped ? t.live.emptyTitle : t.practice.waitingTitle}</h1>
      {!stopped && (
        <p role="status" className="text-muted">
          {t.practice.waitingText}
        </p>
      )}
      <HomeLink className="mt-4" />
    </main>
  )
}
