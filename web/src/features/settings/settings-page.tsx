import type { ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { Button } from '../../components/button.tsx'
import { SegmentedChoice } from '../../components/segmented-choice.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { useI18n } from '../../i18n/provider.tsx'
import { logout } from '../../lib/api/auth.ts'
import { endSession, useSession } from '../../lib/session.ts'
import { setTheme, THEMES, useTheme } from '../../lib/theme.ts'
import { DeleteData } from './delete-data.tsx'

export function SettingsPage() {
  const t = useOpenedT()
  const { language, setLanguage } = useI18n()
  const theme = useTheme()
  const { session } = useSession()

  function signOut() {
    // The answer does not matter to somebody who leaves; without a network the token simply runs out.
    void logout().catch(() => undefined)
    endSession('signed-out')
  }

  return (
    <Page title={t.settings.title} narrow>
      <div className="flex flex-col gap-9">
        <Row label={t.settings.signedInAs}>
          <p className="mb-3 [overflow-wrap:anywhere]">{session?.user.email}</p>
          <Button look="outline" onClick={signOut}>
            {t.settings.signOut}
          </Button>
        </Row>
        <SegmentedChoice
          label={t.settings.language}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLanguage}
        />
        <SegmentedChoice
          label={t.settings.theme}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t.settings.themes[value] }))}
          onChange={setTheme}
        />
        <Row label={t.settings.dangerTitle}>
          <DeleteData />
        </Row>
      </div>
    </Page>
  )
}

function Row(props: { label: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-sm font-medium text-muted">{props.label}</h2>
      {props.children}
    </section>
  )
}
