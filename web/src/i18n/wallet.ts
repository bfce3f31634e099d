import { useMemo } from 'react'
import type { Dictionary } from './en.ts'
import { useI18n } from './provider.tsx'
import { walletEn } from './wallet-en.ts'
import { walletZhCn } from './wallet-zh-cn.ts'

/** All words, for the wallet: its own come with it, in both languages, and not with the first page. */
export function useWalletT(): Dictionary & { wallet: typeof walletEn } {
  const { t, language } = useI18n()
  return useMemo(() => ({ ...t, wallet: language === 'en' ? walletEn : walletZhCn }), [t, language])
}
