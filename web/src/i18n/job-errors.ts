import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import { jobErrorsEn } from './job-errors-en.ts'
import { jobErrorsZhCn } from './job-errors-zh-cn.ts'
import { useI18n } from './provider.tsx'

/**
 * The words for why a job did not work; a code newer than this page reads as our own trouble. They come in both languages
 * with the pages that have jobs to tell of, and not with the first one.
 */
export function useJobErrorWords(): (code: JobErrorCode) => string {
  const words = useI18n().language === 'en' ? jobErrorsEn : jobErrorsZhCn
  return (code) => words[code] ?? words.internal_error
}
