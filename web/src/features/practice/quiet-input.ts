import type { InputEvent } from 'react'

/** Of a field that leaves the hearing to the learner: nothing corrects, completes, foretells or marks what is typed. */
export const QUIET_INPUT = {
  lang: 'en',
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  writingsuggestions: 'false',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
  'data-gramm': 'false',
} as const

/** A keyboard's replacement of a whole word (autocorrect, spelling menu) would hear for the learner. */
export function refuseReplacement(event: InputEvent<HTMLInputElement | HTMLTextAreaElement>): void {
  if (event.nativeEvent.inputType === 'insertReplacementText') event.preventDefault()
}
