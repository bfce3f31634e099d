import { useMemo } from 'react'
import type { Dictionary } from './en.ts'
import { openedEn } from './opened-en.ts'
import { openedZhCn } from './opened-zh-cn.ts'
import { useI18n } from './provider.tsx'

type Opened = typeof openedEn
type Words = Dictionary & Opened

/** All words, for parts that are loaded on demand: theirs come with them, in both languages, and not with the first page. */
export function useOpenedT(): Words {
  const { t, language } = useI18n()
  return useMemo(() => {
    const opened = language === 'en' ? openedEn : openedZhCn
    return { ...t, ...opened, practice: { ...t.practice, ...opened.practice } }
  }, [t, language])
}
