/**
 * Whole numbers as a language writes them. One formatter is made and kept: `toLocaleString` makes one a call, which a row of
 * boxes, each with its number, would pay for at every key.
 */
export function numberFormat(locale: string): (value: number) => string {
  const format = new Intl.NumberFormat(locale)
  return (value) => format.format(value)
}
