import type { Dictionary } from './en.ts'
import { readStored, writeStored } from '../lib/storage.ts'

export type Language = 'zh-CN' | 'en'

const isLanguage = (value: unknown): value is Language => value === 'zh-CN' || value === 'en'

/** The language chosen before, else Chinese for a browser that asks for any Chinese, else English. */
export function preferredLanguage(browserLanguage: string): Language {
  return readStored('language', isLanguage) ?? (/^zh\b/iu.test(browserLanguage) ? 'zh-CN' : 'en')
}

export function rememberLanguage(language: Language): void {
  writeStored('language', language)
}

/** Only the language in use is downloaded. */
export async function loadDictionary(language: Language): Promise<Dictionary> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).zhCn : (await import('./en.ts')).en
}
