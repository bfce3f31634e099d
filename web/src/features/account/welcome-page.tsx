import { useState } from 'react'
import { BrandMark } from '../../components/brand.tsx'
import { LanguageButton } from '../../components/language-button.tsx'
import { OfflineBanner } from '../../components/offline-banner.tsx'
import { Card, usePageTitle } from '../../components/page.tsx'
import { useT } from '../../i18n/provider.tsx'
import { useSession, wasHereBefore } from '../../lib/session.ts'
import { AccountForm } from './account-form.tsx'
import { SlotDemo } from './slot-demo.tsx'

export function WelcomePage() {
  const t = useT()
  const { ended } = useSession()
  // Whoever signed in on this browser before has an account; a stranger most likely has none.
  const [mode, setMode] = useState<'signIn' | 'register'>(() => (wasHereBefore() ? 'signIn' : 'register'))
  usePageTitle('')
  const notice = ended === 'expired' ? t.account.expired : ended === 'deleted' ? t.account.deleted : null
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineBanner />
      <header className="mx-auto flex h-16 w-full max-w-6xl items-center justify-between px-4 sm:px-6">
        <span className="flex items-center gap-2.5 font-semibold tracking-tight">
          <BrandMark />
          {t.common.appName}
        </span>
        <LanguageButton />
      </header>
      <main className="mx-auto grid w-full max-w-6xl flex-1 content-center items-center gap-10 px-4 pt-4 pb-16 sm:px-6 lg:grid-cols-[1.25fr_1fr] lg:gap-20">
        <section className="max-w-xl">
          <h1 className="text-3xl font-semibold tracking-tight sm:text-5xl sm:leading-[1.15]">{t.account.headline}</h1>
          <p className="mt-4 text-muted sm:mt-5 sm:text-lg">{t.account.lead}</p>
          <div className="mt-10 hidden sm:block">
            <SlotDemo />
          </div>
        </section>
        <section>
          {notice !== null && (
            <p role="status" className="mb-4 rounded-xl bg-accent-soft px-4 py-3 text-[0.95rem]">
              {notice}
            </p>
          )}
          <Card className="p-5 sm:p-8">
            <AccountForm mode={mode} onSwitch={() => setMode(mode === 'signIn' ? 'register' : 'signIn')} />
          </Card>
        </section>
      </main>
    </div>
  )
}
