import { HomeLink } from '../components/home-link.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../i18n/provider.tsx'

export function NotFoundPage() {
  const t = useT()
  return (
    <Page title={t.common.notFoundTitle} lead={t.common.notFoundText} narrow>
      <HomeLink look="primary" />
    </Page>
  )
}
