import { WifiOff } from 'lucide'
import { Icon } from './icon.tsx'
import { useOnline } from '../lib/online.ts'
import { useT } from '../i18n/provider.tsx'

export function OfflineBanner() {
  const t = useT()
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-typo-soft px-4 py-2 text-center text-sm text-typo">
          <Icon of={WifiOff} className="size-4 shrink-0" />
          {t.common.offline}
        </p>
      )}
    </div>
  )
}
