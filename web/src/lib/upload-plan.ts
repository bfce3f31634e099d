/** One part of a resumable upload: its number (from 1) and its bytes, `end` exclusive. */
export type PartPlan = { part: number; start: number; end: number }

export function planParts(sizeBytes: number, partSize: number): PartPlan[] {
  if (sizeBytes <= 0 || partSize <= 0) return []
  return Array.from({ length: Math.ceil(sizeBytes / partSize) }, (_, index) => ({
    part: index + 1,
    start: index * partSize,
    end: Math.min(sizeBytes, (index + 1) * partSize),
  }))
}

export function missingParts(plan: readonly PartPlan[], received: readonly number[]): PartPlan[] {
  const have = new Set(received)
  return plan.filter(({ part }) => !have.has(part))
}

export function bytesOf(plan: readonly PartPlan[]): number {
  return plan.reduce((sum, { start, end }) => sum + end - start, 0)
}

const MEDIA_NAME =
  /\.(?:mp4|m4v|mov|mkv|webm|avi|flv|wmv|ts|mts|m2ts|mpg|mpeg|3gp|ogv|mp3|m4a|m4b|aac|wav|flac|ogg|oga|opus|wma|aiff?|amr|mka)$/iu

export type FileProblem = 'empty' | 'too-large' | 'not-media'

/**
 * What is plainly wrong with a chosen file before any byte is sent. Generous: many systems report no type at all, and
 * the server looks into the file anyway.
 */
export function fileProblem(
  file: { name: string; type: string; size: number },
  maxBytes: number | null,
): FileProblem | null {
  if (file.size === 0) return 'empty'
  if (!/^(?:audio|video)\//u.test(file.type) && !MEDIA_NAME.test(file.name)) return 'not-media'
  if (maxBytes !== null && file.size > maxBytes) return 'too-large'
  return null
}
