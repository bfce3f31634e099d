/** Where things lie in R2. The two prefixes have their own lifetimes, which the bucket's lifecycle rules back up. */
export const SOURCE_PREFIX = 'source/'
export const CLIP_PREFIX = 'clips/'

/** `id` is the job's or the upload's: a source is never renamed when an upload becomes a job. */
export const sourceKey = (id: string): string => `${SOURCE_PREFIX}${id}`

/** A job's subtitles, beside its source and with the same lifetime. */
export const subtitlesKey = (jobId: string): string => `${SOURCE_PREFIX}${jobId}.subtitles.json`

/**
 * Each delivery of a sentence has a name of its own: one that comes late or again never replaces a clip that is in use, and
 * is deleted without a look.
 */
export const clipKey = (jobId: string, segmentIndex: number, deliveryId: string): string =>
  `${CLIP_PREFIX}${jobId}/${segmentIndex}-${deliveryId}.mp3`

/** Two sentences made one by their learner; `itemId` is the new one's. */
export const mergedClipKey = (jobId: string, itemId: string): string => `${CLIP_PREFIX}${jobId}/merged-${itemId}.mp3`

export const jobClipPrefix = (jobId: string): string => `${CLIP_PREFIX}${jobId}/`
