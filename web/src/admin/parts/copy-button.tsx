import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useAdminWords } from '../words/use-admin-words.ts'

export function CopyButton({ label, text }: { label: string; text: string }) {
  const words = useAdminWords()
  const [copied, setCopied] = useState(false)
  return (
    <Button
      look="outline"
      onClick={() => {
        // Without a secure context there is no clipboard; the text is there to select.
        void navigator.clipboard?.writeText(text).then(() => setCopied(true))
      }}
    >
      {copied ? words.copied : label}
    </Button>
  )
}
