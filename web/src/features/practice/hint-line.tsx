import { useT } from '../../i18n/provider.tsx'
import type { Dictionary } from '../../i18n/en.ts'
import { hasHint } from '../../../../workers/domain/practice/hints.ts'
import { emptySlots, type TypingState } from './typing-state.ts'

type Props = { state: TypingState; isFirst: boolean; inField: boolean; isUntouched: boolean }

function hint(t: Dictionary, { state, inField }: Props): string | null {
  const { news } = state
  if (inField) {
    const about = [
      hasHint(state.hints, 'count', null) ? t.practice.slots(state.slots.length) : null,
      news?.kind === 'letters' ? t.practice.lettersAre(news.index + 1, state.slots[news.index]?.letters ?? '') : null,
      news?.kind === 'revealed' ? t.practice.wordIs(news.index + 1, state.slots[news.index]?.typed ?? '') : null,
    ].filter((part) => part !== null)
    if (about.length > 0) return about.join(' · ')
    return state.confirming ? t.practice.hintConfirmField : null
  }
  if (state.confirming) return t.practice.hintConfirm(emptySlots(state))
  if (news?.kind === 'foreign') return t.practice.hintForeign
  if (news?.kind === 'letters') return t.practice.hintLetters
  if (news?.kind === 'wrong') return t.practice.hintWrong
  if (news?.kind === 'typo') return t.practice.hintTypo
  if (news?.kind === 'revealed') return t.practice.hintRevealed
  if (emptySlots(state) === 0) return t.practice.hintFull
  return null
}

/** The same news for a screen reader, word by word. */
export function announcement(t: Dictionary, state: TypingState, inField: boolean): string {
  const { news } = state
  if (news === null) return ''
  const slot = state.slots[news.index]
  switch (news.kind) {
    case 'match':
      return t.practice.saidMatch(slot?.typed ?? '')
    case 'typo':
      return t.practice.saidTypo(news.index + 1)
    case 'wrong':
      return t.practice.saidWrong(news.index + 1)
    case 'revealed':
      return t.practice.saidRevealed(slot?.typed ?? '')
    case 'letters':
      return t.practice.lettersAre(news.index + 1, slot?.letters ?? '')
    case 'confirm':
      // In one field the number of words is a hint of its own, and has its price.
      return inField ? t.practice.hintConfirmField : t.practice.hintConfirm(emptySlots(state))
    case 'foreign':
      return t.practice.hintForeign
  }
}

/** One line about what just happened or what to press. It changes too often to be read out: see `announcement`. */
export function HintLine(props: Props) {
  const t = useT()
  const start = props.inField ? t.practice.hintStartField : t.practice.hintStart
  return (
    <p aria-hidden data-testid="hint" className="mt-7 min-h-6 text-center text-[0.95rem] text-balance text-muted">
      {hint(t, props) ?? (props.isFirst && props.isUntouched ? start : '')}
    </p>
  )
}
