/** The link in a pasted or typed text, made whole, or null when there is none. `example.com/a.mp4` counts. */
export function mediaLink(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || /\s/u.test(trimmed)) return null
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`
  try {
    const url = new URL(withScheme)
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
    return isWeb && (url.hostname.includes('.') || url.hostname.includes(':') || url.hostname === 'localhost')
      ? withScheme
      : null
  } catch {
    return null
  }
}
