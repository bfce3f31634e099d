import { useEffect, type ReactNode } from 'react'
import { useT } from '../i18n/provider.tsx'

/** Sets the tab's title for as long as a page is shown. */
export function usePageTitle(title: string): void {
  const { common } = useT()
  useEffect(() => {
    document.title = title === '' ? common.appName : `${title} · ${common.appName}`
  }, [title, common.appName])
}

/** A reading column with a heading. */
export function Page(props: { title: string; lead?: string; children: ReactNode; narrow?: boolean }) {
  usePageTitle(props.title)
  return (
    <main
      id="content"
      tabIndex={-1}
      className={`mx-auto w-full ${props.narrow === true ? 'max-w-xl' : 'max-w-4xl'} px-4 pt-8 pb-24 outline-none sm:px-6 sm:pt-12`}
    >
      <h1 className="text-2xl font-semibold tracking-tight sm:text-3xl">{props.title}</h1>
      {props.lead !== undefined && <p className="mt-2 [overflow-wrap:anywhere] text-muted">{props.lead}</p>}
      <div className="mt-7">{props.children}</div>
    </main>
  )
}

export function Card(props: { children: ReactNode; className?: string }) {
  return (
    <div className={`rounded-2xl border border-line bg-surface shadow-card ${props.className ?? ''}`}>
      {props.children}
    </div>
  )
}
