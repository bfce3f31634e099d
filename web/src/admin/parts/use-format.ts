import { useMemo } from 'react'
import { formatBytes, formatDateTime, formatNumber } from '../../lib/format.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

/** Numbers, sizes and times in the page’s language. */
export function useFormat() {
  const { locale } = useAdminWords()
  return useMemo(
    () => ({
      number: (value: number) => formatNumber(locale, value),
      time: (iso: string) => formatDateTime(locale, iso),
      second: (iso: string) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso)),
      price: (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value),
      bytes: (bytes: number) => formatBytes(locale, bytes),
    }),
    [locale],
  )
}
