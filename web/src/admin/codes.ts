import type { CreatedCodesView } from '../../../workers/contract/admin.ts'

/** A typed whole number within bounds, or null. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const trimmed = text.trim()
  if (!/^\d{1,10}$/u.test(trimmed)) return null
  const value = Number(trimmed)
  return value >= least && value <= most ? value : null
}

/** A typed whole number other than zero, plus or minus at most `most`, or null. */
export function signedNumber(text: string, most: number): number | null {
  const [, sign = '', digits = ''] = /^([+\-−]?)(.*)$/u.exec(text.trim()) ?? []
  const value = wholeNumber(digits, 1, most)
  return value === null ? null : sign === '' || sign === '+' ? value : -value
}

/** A price with at most six decimals, 0 to 10000, or null. */
export function priceNumber(text: string): number | null {
  const trimmed = text.trim()
  if (!/^\d{1,5}(?:\.\d{1,6})?$/u.test(trimmed)) return null
  const value = Number(trimmed)
  return value <= 10_000 ? value : null
}

/** A line per code. Codes are letters and digits, so nothing needs quoting. */
export function codesCsv(made: CreatedCodesView): string {
  return ['code,batch', ...made.codes.map((code) => `${code},${made.batchId}`), ''].join('\r\n')
}
