import { CLIP_PREFIX, SOURCE_PREFIX } from '../../workers/domain/media/object-keys.ts'

const DAY_SECONDS = 86_400

/**
 * The bucket's own rules, behind the sweep: they know prefix and age only, count in whole days, and act up to a day late. A
 * day more than media is promised, so that a rule never takes what the product still hands out. Parts of uploads that were
 * never joined go with their sources. The body of Cloudflare's `PUT …/r2/buckets/{name}/lifecycle`.
 * @param keep hours, as in the Worker's variables
 */
export function lifecycleRules(keep: { sourceHours: number; clipHours: number }) {
  const age = (hours: number) => ({ condition: { type: 'Age', maxAge: (Math.ceil(hours / 24) + 1) * DAY_SECONDS } })
  return {
    rules: [
      {
        id: 'sources-leave',
        enabled: true,
        conditions: { prefix: SOURCE_PREFIX },
        deleteObjectsTransition: age(keep.sourceHours),
        abortMultipartUploadsTransition: age(keep.sourceHours),
      },
      {
        id: 'clips-leave',
        enabled: true,
        conditions: { prefix: CLIP_PREFIX },
        deleteObjectsTransition: age(keep.clipHours),
      },
    ],
  }
}
