import { useEffect, useState } from 'react'
import { useEvent } from '../../lib/use-event.ts'
import { mediaLink } from './media-link.ts'

type Handlers = { onFiles: (files: readonly File[]) => void; onLink: (link: string) => void }

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]')
}

/** Files dropped or pasted, and links pasted, anywhere on the page. Answers whether a file hovers above it. */
export function usePageDrop(handlers: Handlers): boolean {
  const [over, setOver] = useState(false)
  const take = useEvent((data: DataTransfer | null): boolean => {
    const files = [...(data?.files ?? [])]
    if (files.length > 0) {
      handlers.onFiles(files)
      return true
    }
    const link = mediaLink(data?.getData('text/plain') ?? '')
    if (link !== null) handlers.onLink(link)
    return link !== null
  })

  useEffect(() => {
    // Children fire enter and leave of their own; the depth says when the page itself is left.
    let depth = 0
    const hasFiles = (event: DragEvent) =>
      event.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') === true
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const onLeave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (isField(event.target) && event.dataTransfer?.files.length === 0) return
      event.preventDefault()
      take(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) && (event.clipboardData?.files.length ?? 0) === 0) return
      if (take(event.clipboardData)) event.preventDefault()
    }
    window.addEventListener('dragenter', onEnter)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('dragover', onOver)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragenter', onEnter)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [take])
  return over
}
