import type { Step } from './align.ts'
import type { MarkedBecause } from './reasons.ts'
import { apostropheSlip } from './slip.ts'
import type { Strictness } from './strictness.ts'
import { phraseDifference, surfaceDifference } from './surface.ts'
import type { Token } from './token.ts'
import { isWithinEdits } from './typo.ts'
import type { Verdict } from './verdict.ts'
import { isOtherForm, otherWord } from './word-forms.ts'

type Marks = Pick<Verdict, 'kind' | 'acceptedBecause' | 'markedBecause'>

/** What one step of the alignment means to the learner, and why. */
export function markStep(
  step: Step,
  said: readonly Token[],
  typed: readonly Token[],
  strictness: Strictness,
  hasHeard: boolean,
): Marks {
  if (step.because === 'filler' && (said.length === 0 || typed.length === 0)) {
    if (said.length === 0) return { kind: 'added', acceptedBecause: 'filler' }
    return hasHeard ? { kind: 'match', acceptedBecause: 'filler' } : { kind: 'missing' }
  }
  switch (step.kind) {
    case 'match':
      return markMatch(step, said, typed, strictness)
    case 'typo':
      return { kind: strictness === 'strict' ? 'wrong' : 'typo', markedBecause: slipReason(step, said, typed) }
    case 'wrong': {
      const markedBecause = step.because ?? wrongReason(said[0], typed[0])
      return markedBecause === undefined ? { kind: 'wrong' } : { kind: 'wrong', markedBecause }
    }
    default:
      return { kind: step.kind }
  }
}

function markMatch(
  step: Extract<Step, { kind: 'match' }>,
  said: readonly Token[],
  typed: readonly Token[],
  strictness: Strictness,
): Marks {
  const [a, b] = [textOf(said), textOf(typed)]
  const surface = step.because === undefined ? surfaceDifference(a, b) : undefined
  if (strictness === 'strict') {
    const difference = step.because === 'possessive' ? 'punctuation' : (surface ?? phraseDifference(a, b, step.because))
    if (difference === 'case' || difference === 'punctuation') return { kind: 'typo', markedBecause: difference }
  }
  const acceptedBecause = step.because ?? surface
  return acceptedBecause === undefined ? { kind: 'match' } : { kind: 'match', acceptedBecause }
}

function slipReason(
  step: Extract<Step, { kind: 'typo' }>,
  said: readonly Token[],
  typed: readonly Token[],
): MarkedBecause {
  const [a, b] = [said[0], typed[0]]
  if (said.length > 1 || typed.length > 1 || a === undefined || b === undefined) return step.because
  return apostropheSlip(a, b) === undefined ? step.because : 'apostrophe'
}

function wrongReason(said: Token | undefined, typed: Token | undefined): MarkedBecause | undefined {
  if (said === undefined || typed === undefined) return undefined
  if (apostropheSlip(said, typed) === 'other') return 'apostrophe'
  if (isOtherForm(said.key, typed.key)) return 'ending'
  const isNear = said.slips > 0 && isWithinEdits(said.key, typed.key, said.slips)
  return isNear ? otherWord(said.key, typed.key) : undefined
}

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.surface).join(' ')
