import { memo } from 'react'
import { type HintKind, HINT_KINDS, type UsedHint } from '../../../../workers/contract/practice.ts'
import { hasHint, isOfWord, priceOf, WORD_SHARES } from '../../../../workers/domain/practice/hints.ts'
import { useT } from '../../i18n/provider.tsx'

type Props = {
  /** How many words are asked for: a word's price is its share of them. Null where their number is a secret. */
  words: number | null
  used: readonly UsedHint[]
  /** The word a hint would be about, from 0. */
  word: number
  /** Whether the number of words is a hint: where there is a box a word, everybody sees it. */
  hasCount: boolean
  onHint: (kind: HintKind) => void
}

/** From what costs little to what costs the word, each with its price in points. */
export function HintLadder({ words, used, word, hasCount, onHint }: Props) {
  const t = useT()
  return (
    <div
      role="group"
      aria-label={t.practice.hints}
      data-testid="hints"
      className="contain-layout flex max-w-full flex-wrap justify-center gap-x-1"
    >
      {HINT_KINDS.filter((kind) => hasCount || kind !== 'count').map((kind) => (
        <HintButton
          key={kind}
          kind={kind}
          price={words === null && isOfWord(kind) ? null : priceOf(kind, words ?? 1)}
          isTaken={hasHint(used, kind, isOfWord(kind) ? word : null)}
          onHint={onHint}
        />
      ))}
    </div>
  )
}

/** `price` in points; null for a share of a word that must not be told in points. */
type ButtonProps = { kind: HintKind; price: number | null; isTaken: boolean; onHint: (kind: HintKind) => void }

/** Not drawn again at every key. */
const HintButton = memo(function HintButton({ kind, price, isTaken, onHint }: ButtonProps) {
  const t = useT()
  const share = isOfWord(kind) ? WORD_SHARES[kind] : 1
  return (
    <button
      type="button"
      data-hint={kind}
      data-after-text={kind === 'slower' ? '' : undefined}
      onClick={() => onHint(kind)}
      className="inline-flex min-h-11 items-center gap-1.5 rounded-xl px-3 text-[0.95rem] text-muted transition-colors hover:bg-sunken hover:text-ink"
    >
      {t.practice.hintNames[kind]}
      <span aria-hidden className="text-xs tabular-nums">
        {isTaken ? '✓' : `−${price ?? t.practice.wordShare(share)}`}
      </span>
      <span className="sr-only">
        {isTaken
          ? t.practice.hintTaken
          : price === null
            ? t.practice.hintCostsWord(share)
            : t.practice.hintCosts(price)}
      </span>
    </button>
  )
})
