import { useT } from '../../i18n/provider.tsx'
import type { Dictionary } from '../../i18n/en.ts'
import { emptySlots, type TypingState } from './typing-state.ts'

function hint(t: Dictionary, state: TypingState): string | null {
  const { news } = state
  if (state.confirming) return t.practice.hintConfirm(emptySlots(state))
  if (news?.kind === 'foreign') return t.practice.hintForeign
  const here = state.slots[state.active]
  if (here?.verdict === 'wrong') return t.practice.hintWrong
  if (here?.verdict === 'typo') return t.practice.hintTypo
  if (news?.kind === 'revealed') return t.practice.hintRevealed
  if (emptySlots(state) === 0) return t.practice.hintFull
  return null
}

/** The same news for a screen reader, word by word. */
function announcement(t: Dictionary, state: TypingState): string {
  const { news } = state
  if (news === null) return ''
  const word = state.slots[news.index]?.typed ?? ''
  switch (news.kind) {
    case 'match':
      return t.practice.saidMatch(word)
    case 'typo':
      return t.practice.saidTypo(news.index + 1)
    case 'wrong':
      return t.practice.saidWrong(news.index + 1)
    case 'revealed':
      return t.practice.saidRevealed(word)
    case 'confirm':
      return t.practice.hintConfirm(emptySlots(state))
    case 'foreign':
      return t.practice.hintForeign
  }
}

export function HintLine({ state, isFirst }: { state: TypingState; isFirst: boolean }) {
  const t = useT()
  const untouched = state.slots.every((slot) => slot.typed === '')
  const words = hint(t, state) ?? (isFirst && untouched ? t.practice.hintStart : '')
  return (
    <>
      <p aria-hidden data-testid="hint" className="mt-7 min-h-6 text-center text-[0.95rem] text-balance text-muted">
        {words}
      </p>
      <p aria-live="polite" className="sr-only" data-testid="live">
        {/* A fresh element for every piece of news: the same words twice are read twice. */}
        <span key={state.news?.serial ?? 0}>{announcement(t, state)}</span>
      </p>
    </>
  )
}
