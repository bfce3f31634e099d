import type { Dictionary } from '../../i18n/en.ts'
import { type Language, loadDictionary } from '../../i18n/language.ts'
import { adminErrorsEn } from './errors-en.ts'
import { adminErrorsZhCn } from './errors-zh-cn.ts'

/** The site's dictionary, with words for the errors that only an admin meets. */
export async function loadAdminDictionary(language: Language): Promise<Dictionary> {
  const site = await loadDictionary(language)
  return { ...site, errors: { ...site.errors, ...(language === 'en' ? adminErrorsEn : adminErrorsZhCn) } }
}
