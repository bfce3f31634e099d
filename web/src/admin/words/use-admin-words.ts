import { useI18n } from '../../i18n/provider.tsx'
import { en, type AdminWords } from './en.ts'
import { zhCn } from './zh-cn.ts'

/** The admin page's own words; errors and common words come from the site's dictionary. */
export function useAdminWords(): AdminWords {
  return useI18n().language === 'zh-CN' ? zhCn : en
}
