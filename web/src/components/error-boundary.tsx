import { Component, type ReactNode } from 'react'
import { useT } from '../i18n/provider.tsx'
import { Button } from './button.tsx'

function CrashPage() {
  const t = useT()
  return (
    <main role="alert" className="mx-auto flex max-w-md flex-col items-start gap-4 px-6 py-24">
      <h1 className="text-2xl font-semibold">{t.common.crashTitle}</h1>
      <p className="text-muted">{t.common.crashText}</p>
      <Button onClick={() => window.location.reload()}>{t.common.reload}</Button>
    </main>
  )
}

/** React catches rendering errors only in a class. A new deployment that took away an old chunk also ends here. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <CrashPage /> : this.props.children
  }
}
