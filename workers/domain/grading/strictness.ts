/**
 * How strictly an attempt is marked. What is accepted as the same word is the same everywhere.
 * - `strict`: capitals and punctuation count too (half a word each), and a misspelled word is wrong.
 * - `standard`: capitals and punctuation are free; a misspelled word is half right and has to be mended.
 * - `lenient`: a misspelled word is right; a word heard right but spelled as another one is half right.
 */
export type Strictness = 'strict' | 'standard' | 'lenient'
