/**
 * The words of a sentence as a learner types them: split at white space, with pieces that are only punctuation
 * ("–", "…", a lone quote) dropped, because nobody can hear them. Signs that are read aloud ("&", "%", "€") are words.
 * Punctuation stays attached to its word.
 */
export function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter(isWord)
}

/** Whether a piece between white space has anything in it that is heard. */
export const isWord = (piece: string): boolean => /[\p{L}\p{N}&%@+=$€£¥×÷°]/u.test(piece)
