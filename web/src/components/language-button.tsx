import { Languages } from 'lucide'
import { Icon } from './icon.tsx'
import { useI18n } from '../i18n/provider.tsx'

export function LanguageButton() {
  const { language, setLanguage, t } = useI18n()
  return (
    <button
      type="button"
      aria-label={`${t.nav.languageShort} · ${t.nav.switchLanguage}`}
      title={t.nav.switchLanguage}
      data-testid="language-switch"
      onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
      className="inline-flex min-h-11 items-center gap-1.5 rounded-xl px-3 text-sm whitespace-nowrap text-muted transition-colors hover:bg-sunken hover:text-ink"
    >
      <Icon of={Languages} className="size-4.5" />
      {t.nav.languageShort}
    </button>
  )
}
