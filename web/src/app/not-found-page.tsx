import { Link } from 'wouter'
import { buttonClass } from '../components/button.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../i18n/provider.tsx'

export function NotFoundPage() {
  const t = useT()
  return (
    <Page title={t.common.notFoundTitle} lead={t.common.notFoundText} narrow>
      <Link href="/" className={buttonClass('primary')}>
        {t.common.toHome}
      </Link>
    </Page>
  )
}
