import { useT } from '../../i18n/provider.tsx'
import type { ShownVerdict } from './outcome.ts'

const LOOKS: Record<ShownVerdict['kind'], string> = {
  match: '',
  typo: 'text-typo underline decoration-wavy decoration-1 underline-offset-6',
  wrong: 'text-wrong underline decoration-2 underline-offset-6',
  homophone: 'text-typo underline decoration-double decoration-1 underline-offset-6',
  missing: 'text-wrong underline decoration-dotted decoration-2 underline-offset-6',
  added: 'text-muted line-through decoration-1',
  revealed: 'text-muted italic underline decoration-dashed decoration-1 underline-offset-6',
}

/** A word with, beneath it, what was typed instead, or that it was missed. */
export function VerdictWord({ verdict }: { verdict: ShownVerdict }) {
  const t = useT()
  const { kind } = verdict
  const word = (kind === 'added' ? verdict.submitted : verdict.expected) ?? ''
  const instead =
    (kind === 'wrong' || kind === 'typo' || kind === 'homophone') && verdict.submitted !== null
      ? verdict.submitted
      : null
  return (
    <span className="inline-flex flex-col items-center" data-kind={kind}>
      <span className={LOOKS[kind]}>{word}</span>
      <span className="min-h-5 font-sans text-sm leading-5 text-muted">
        {instead !== null ? (
          <>
            <span className="sr-only">
              {t.practice.verdict[kind]}, {t.practice.youTyped(instead)}
            </span>
            <s aria-hidden>{instead}</s>
          </>
        ) : (
          kind !== 'match' && t.practice.verdict[kind]
        )}
      </span>
    </span>
  )
}
