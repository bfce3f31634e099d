import type { PublicUrlReason } from './public-url.ts'
import { parsePublicUrl, PublicUrlError } from './public-url.ts'

/** For tests: why a link was refused. */
export function reasonOf(text: string, allowHosts: readonly string[] = []): PublicUrlReason | 'accepted' {
  try {
    parsePublicUrl(text, { allowHosts })
    return 'accepted'
  } catch (error) {
    if (error instanceof PublicUrlError) return error.reason
    throw error
  }
}
