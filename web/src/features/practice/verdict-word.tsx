import { useOpenedT } from '../../i18n/opened.ts'
import type { ShownVerdict } from './shown-verdicts.ts'

const LOOKS: Record<ShownVerdict['kind'], string> = {
  match: '',
  typo: 'text-typo underline decoration-wavy decoration-1 underline-offset-6',
  wrong: 'text-wrong underline decoration-2 underline-offset-6',
  homophone: 'text-typo underline decoration-double decoration-1 underline-offset-6',
  missing: 'text-wrong underline decoration-dotted decoration-2 underline-offset-6',
  added: 'text-muted line-through decoration-1',
  revealed: 'text-muted italic underline decoration-dashed decoration-1 underline-offset-6',
}

/** Nobody needs to be shown that a capital is missing. */
const OBVIOUS: ReadonlySet<string> = new Set(['case', 'punctuation', 'characters'])

type Props = { verdict: ShownVerdict; isOpen: boolean; onOpen: () => void }

/** A word with, beneath it, what was typed instead, or that it was missed. It opens what there is to know about it. */
export function VerdictWord({ verdict, isOpen, onOpen }: Props) {
  const t = useOpenedT()
  const { kind } = verdict
  const word = (kind === 'added' ? verdict.submitted : verdict.expected) ?? ''
  const typed = kind === 'match' || kind === 'added' || kind === 'revealed' ? null : verdict.submitted
  // "I'd" for "I would" is right, and worth seeing.
  const because = verdict.acceptedBecause
  const written = kind === 'match' && because !== undefined && !OBVIOUS.has(because) ? verdict.submitted : null
  return (
    <button
      type="button"
      data-kind={kind}
      data-word
      aria-expanded={isOpen}
      onClick={onOpen}
      className="inline-flex min-h-11 flex-col items-center rounded-lg px-1.5 hover:bg-sunken aria-expanded:bg-sunken"
    >
      <span className={LOOKS[kind]}>{word}</span>
      <span className="min-h-5 font-sans text-sm leading-5 text-muted">
        {verdict.isContinued ? null : typed !== null ? (
          <>
            <span className="sr-only">
              {t.practice.verdict[kind]}, {t.practice.youTyped(typed)}
            </span>
            <s aria-hidden>{typed}</s>
          </>
        ) : written !== null && written !== word ? (
          <>
            <span className="sr-only">{t.practice.youTyped(written)}</span>
            <span aria-hidden>{written}</span>
          </>
        ) : (
          kind !== 'match' && t.practice.verdict[kind]
        )}
      </span>
    </button>
  )
}
