import { Bookmark, Settings } from 'lucide'
import type { ReactNode } from 'react'
import { Link, useRoute } from 'wouter'
import { BrandMark } from '../components/brand.tsx'
import { Icon } from '../components/icon.tsx'
import { LanguageButton } from '../components/language-button.tsx'
import { OfflineBanner } from '../components/offline-banner.tsx'
import { useT } from '../i18n/provider.tsx'
import { WalletLink } from './wallet-link.tsx'

export function Shell(props: { children: ReactNode }) {
  const t = useT()
  const [onSettings] = useRoute('/settings')
  const [onWords] = useRoute('/words')
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-surface px-4 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t.common.skipToContent}
      </a>
      <OfflineBanner />
      <header className="border-b border-line bg-surface/70">
        <nav aria-label={t.nav.label} className="mx-auto flex h-16 max-w-4xl items-center gap-1 px-2 sm:px-4">
          <Link
            href="/"
            className="flex min-h-11 items-center gap-2.5 rounded-xl px-2 font-semibold tracking-tight"
            aria-label={`${t.common.appName} · ${t.common.home}`}
          >
            <BrandMark />
            <span>{t.common.appName}</span>
          </Link>
          <div className="ml-auto flex items-center">
            <WalletLink />
            <Link
              href="/words"
              aria-label={t.nav.words}
              title={t.nav.words}
              aria-current={onWords ? 'page' : undefined}
              className="inline-flex size-11 items-center justify-center rounded-xl text-muted hover:bg-sunken hover:text-ink aria-[current]:text-accent"
            >
              <Icon of={Bookmark} className="size-5" />
            </Link>
            <LanguageButton />
            <Link
              href="/settings"
              aria-label={t.nav.settings}
              title={t.nav.settings}
              aria-current={onSettings ? 'page' : undefined}
              className="inline-flex size-11 items-center justify-center rounded-xl text-muted hover:bg-sunken hover:text-ink aria-[current]:text-accent"
            >
              <Icon of={Settings} className="size-5" />
            </Link>
          </div>
        </nav>
      </header>
      {props.children}
    </>
  )
}
