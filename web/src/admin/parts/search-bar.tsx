import { Search } from 'lucide'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { Icon } from '../../components/icon.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'

const PAUSE_MS = 250

type Props = {
  label: string
  q: string
  onSearch: (q: string) => void
  children?: ReactNode
}

/** Searches as one types, after a short pause, and at once on Enter. */
export function SearchBar({ label, q, onSearch, children }: Props) {
  const words = useAdminWords()
  const id = useId()
  const [text, setText] = useState(q)
  useEffect(() => {
    if (text.trim() === q) return
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, q, onSearch])
  return (
    <form
      role="search"
      className="mb-4 flex flex-wrap items-center gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim())
      }}
    >
      <label htmlFor={id} className="sr-only">
        {words.search}
      </label>
      <div className="relative min-w-0 flex-1 basis-64">
        <Icon of={Search} className="absolute top-3 left-3 size-5 text-muted" />
        <input
          id={id}
          type="search"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 w-full rounded-xl border border-line-strong bg-surface pr-3 pl-10.5 placeholder:text-muted"
        />
      </div>
      {children}
    </form>
  )
}
