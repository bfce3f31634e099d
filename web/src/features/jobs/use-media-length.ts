import { useEffect, useState } from 'react'

/** Length of a local file in seconds as the browser reads it; null until known, or when it cannot tell. */
export function useMediaLength(file: File | null): number | null {
  const [length, setLength] = useState<{ file: File; seconds: number } | null>(null)
  useEffect(() => {
    if (file === null) return
    const url = URL.createObjectURL(file)
    const media = document.createElement('video')
    media.preload = 'metadata'
    media.addEventListener('loadedmetadata', () => {
      if (Number.isFinite(media.duration)) setLength({ file, seconds: media.duration })
    })
    media.src = url
    return () => {
      media.removeAttribute('src')
      URL.revokeObjectURL(url)
    }
  }, [file])
  return length !== null && length.file === file ? length.seconds : null
}
