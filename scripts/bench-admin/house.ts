/** How much there is of what. */
export const HOUSE = {
  learners: 100_000,
  codes: 100_000,
  jobs: 100_000,
  /** The newest jobs: those that have not ended. */
  running: 1_000,
  queued: 3_000,
  deadLetters: 10_000,
  disputes: 100_000,
  openDisputes: 2_000,
  changes: 100_000,
  /** The oldest learners, whose addresses begin alike, and the oldest codes: whoever looks for them from the newest on finds them last. */
  oldCourse: 2_000,
  oldCourseName: 'old-course',
} as const

const DAY_MS = 86_400_000
const SPAN_MS = 730 * DAY_MS
export const NOW = Date.now()

/** Two years in which ever more happens: when this share (0 to 1) of it all had happened. */
export const at = (share: number): number => Math.round(NOW - SPAN_MS * (1 - Math.sqrt(share)))
