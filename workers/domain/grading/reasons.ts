/**
 * Why a word that is written differently was accepted: it sounds the same, or is the same text by convention.
 * `case`, `punctuation` and `characters` (curly quotes, full-width letters, accents) are of no interest to most learners.
 */
export type AcceptedBecause =
  | 'case'
  | 'punctuation'
  | 'characters'
  | 'contraction'
  | 'possessive'
  | 'number'
  | 'compound'
  | 'letters'
  | 'spelling'
  | 'abbreviation'
  | 'variant'
  | 'filler'

/**
 * What is the matter with a word that is `typo` or `wrong`, where more is known than that it differs.
 * - `spelling`, `spacing`: a slip of the finger; a space too many or too few ("alot").
 * - `apostrophe`: forgotten or added ("dont"); where that makes another word ("were" for "we're") the word is wrong.
 * - `case`, `punctuation`: strict marking only.
 * - `homophone`: heard right, spelled wrong ("their" for "there"). `ending`: the right word with another grammatical ending.
 *   `other_word`: another common word that is spelled nearly the same ("form" for "from").
 */
export type MarkedBecause =
  | 'spelling'
  | 'spacing'
  | 'apostrophe'
  | 'case'
  | 'punctuation'
  | 'homophone'
  | 'ending'
  | 'other_word'

/**
 * Why a reading is heard but not right: "could of" (`homophone`), "dont" (`apostrophe`), or a short form without its
 * apostrophe that is another word, "were" for "we are".
 */
export type Fault = 'apostrophe' | 'apostrophe_word' | 'homophone'
