import { useMemo } from 'react'
import type { ItemView, PlaceView } from '../../../../workers/contract/exercises.ts'
import type { HintKind, PracticeMode, UsedHint } from '../../../../workers/contract/practice.ts'
import type { Strictness } from '../../../../workers/domain/grading/strictness.ts'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import { gradeWithHints, type HintedGrade, isOfWord } from '../../../../workers/domain/practice/hints.ts'
import { usePreferences } from '../../lib/preferences.ts'
import { useEvent } from '../../lib/use-event.ts'
import { useKeyedState } from '../../lib/use-keyed-state.ts'
import { completedPart, nextWord } from './next-word.ts'
import { resultOf } from './outcome.ts'
import type { SentenceResult } from './results-store.ts'
import { draftOf, givenPlaces, startTyping, submittedWords } from './typing-state.ts'
import { useTyping } from './use-typing.ts'

/** What a learner hands in: boxes, or one text. */
export type Submission = {
  words: string[] | null
  text: string | null
  hints: readonly UsedHint[]
  given: number[]
  strictness: Strictness
}

export type Draft = Pick<PlaceView, 'words' | 'hints' | 'replays'>

/** One sentence being typed, in whichever mode, up to its grade. With another `sitting` it begins anew, with `draft`. */
export function useSentence(
  item: ItemView,
  sitting: string,
  mode: PracticeMode,
  asked: ReadonlySet<number> | null,
  draft: Draft | null,
) {
  const inField = mode === 'sentence'
  const { strictness } = usePreferences()
  const [state, dispatch, activeNow] = useTyping(sitting, () =>
    startTyping(item.transcriptEn, {
      asked,
      words: inField ? [] : (draft?.words ?? []),
      hints: draft?.hints ?? [],
      strictness,
    }),
  )
  const [text, setText] = useKeyedState(sitting, () => (inField ? (draft?.words[0] ?? '') : ''))

  const completed = inField ? completedPart(text) : null
  const place = useMemo(
    () => (completed === null ? null : nextWord(item.transcriptEn, completed)),
    [item.transcriptEn, completed],
  )
  /** The word a hint is about: the box the learner is in, or the one that comes next. */
  const word = place ?? state.active

  const hint = useEvent((kind: HintKind) => {
    if (isOfWord(kind)) {
      if (inField) dispatch({ type: 'move', to: word })
      dispatch({ type: kind === 'letters' ? 'letters' : 'reveal' })
    } else {
      dispatch({ type: 'hint', kind })
    }
  })

  // Once per check, not at every key.
  const done = useMemo((): { submission: Submission; grade: HintedGrade; result: SentenceResult } | null => {
    if (state.phase !== 'checked') return null
    const { hints, strictness: level } = state
    const submission: Submission = inField
      ? { words: null, text, hints, given: [], strictness: level }
      : { words: submittedWords(state), text: null, hints, given: givenPlaces(state), strictness: level }
    const plain = gradeAttempt(item.transcriptEn, submission.words ?? text, level)
    const grade = gradeWithHints(plain, hints, submission.given)
    return { submission, grade, result: resultOf(grade, submission.given) }
  }, [state, inField, text, item.transcriptEn])

  return {
    state,
    dispatch,
    text,
    setText: (now: string) => {
      setText(now.replaceAll('\n', ' '))
      dispatch({ type: 'went_on' })
    },
    word,
    /** The same when it is asked for: what is drawn may be a frame behind. */
    wordNow: () => place ?? activeNow(),
    hint,
    /** What was handed in, its grade, and what is kept of it; null until then. */
    done,
    draftWords: inField ? [text] : draftOf(state),
    isUntouched: inField ? text === '' : state.slots.every((slot) => slot.typed === '' || slot.verdict === 'given'),
  }
}
