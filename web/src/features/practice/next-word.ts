import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'

/** What is typed up to the last Space: the word that is being typed may yet become another. */
export const completedPart = (text: string): string => /^.*\s/su.exec(text)?.[0] ?? ''

/**
 * The place, from 0, of the word of `transcript` a learner comes to who has typed the words `completed`: behind the last
 * of them as the grader aligns them, so that a word left out does not move it. At the end, the first that is missing.
 */
export function nextWord(transcript: string, completed: string): number {
  const said = gradeAttempt(transcript, completed).verdicts.filter(({ expected }) => expected !== null)
  const last = said.findLastIndex(({ submitted }) => submitted !== null)
  if (last + 1 < said.length) return last + 1
  const missing = said.findIndex(({ kind }) => kind === 'missing')
  return missing === -1 ? Math.max(0, said.length - 1) : missing
}
