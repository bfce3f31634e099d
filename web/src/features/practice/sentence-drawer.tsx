import { Check } from 'lucide'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { Icon } from '../../components/icon.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { formatClock } from '../../lib/format.ts'
import { Overlay } from './overlay.tsx'
import type { SetResults } from './results-store.ts'
import { unheardBefore } from './unheard.ts'

type Props = {
  items: readonly ItemView[]
  current: string | null
  solved: ReadonlySet<string>
  results: SetResults
  onPick: (index: number) => void
  onClose: () => void
}

/**
 * All sentences, and where nothing was heard between them. The words show only once a sentence was right: before, they
 * would give the answer away.
 */
export function SentenceDrawer({ items, current, solved, results, onPick, onClose }: Props) {
  const t = useOpenedT()
  const unheard = unheardBefore(items)
  return (
    <Overlay title={t.practice.sentences} place="side" onClose={onClose} testId="sentence-drawer">
      <ol className="-mx-2 flex flex-col gap-1">
        {items.map((item, index) => {
          const done = solved.has(item.id)
          const result = results[item.id]
          const status = done
            ? t.practice.sentenceSolved
            : result === undefined
              ? t.practice.sentenceNew
              : t.practice.heard(result.heard, result.words)
          const gapMs = unheard[index] ?? 0
          return (
            <li key={item.id}>
              {gapMs > 0 && (
                <p className="px-3 py-1.5 pl-13 text-sm text-muted">{t.practice.unheard(Math.round(gapMs / 1000))}</p>
              )}
              <button
                type="button"
                aria-current={item.id === current ? 'true' : undefined}
                onClick={() => onPick(index)}
                className="flex min-h-12 w-full items-center gap-3 rounded-xl px-3 py-2 text-left hover:bg-sunken aria-[current]:bg-accent-soft"
              >
                <span className="w-7 shrink-0 text-right text-sm text-muted tabular-nums">{index + 1}</span>
                <span
                  className={`min-w-0 flex-1 ${done ? 'truncate font-read' : 'text-muted'}`}
                  lang={done ? 'en' : undefined}
                >
                  {done ? item.transcriptEn : formatClock(item.startMs / 1000)}
                </span>
                {done ? (
                  <>
                    <Icon of={Check} className="size-4.5 shrink-0 text-accent" />
                    <span className="sr-only">{status}</span>
                  </>
                ) : (
                  <span className="shrink-0 text-sm text-muted">{status}</span>
                )}
              </button>
            </li>
          )
        })}
      </ol>
    </Overlay>
  )
}
