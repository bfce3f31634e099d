/** What learners say is wrong with their sentences, and how an admin hears and settles it. */
import { z } from 'zod'
import type { ClipWindow } from '../domain/clips/clip-window.ts'
import { pageQuery } from './common.ts'
import { MOST_NUDGE_MS, NUDGE_MS } from './practice.ts'

/** `upheld`: the learner was right; `corrected`: the admin set the text or the edges anew; `dismissed`: nothing to do. */
export type DisputeSettlement = 'upheld' | 'corrected' | 'dismissed'

/** A sentence’s place in its object, which is `clipObjectBytes` long: how far its edges can be moved (`moveEdges`). */
export type DisputedClip = ClipWindow & { clipObjectBytes: number }

/** A disputed sentence, as the admin sees it. */
export type DisputeView = {
  id: string
  kind: 'heard_right' | 'clip_cut'
  exerciseSetId: string
  itemId: string | null
  /** The text before, what the key said and what was heard; an edge for a cut clip. */
  transcriptEn: string | null
  expected: string | null
  heard: string | null
  undone: boolean
  /** The text as it is now; null when another sentence took its place. */
  currentTranscriptEn: string | null
  /** Null when the clip is no longer kept. */
  audioUrl: string | null
  /** Null when the clip is no longer kept, or another sentence took its place. */
  clip: DisputedClip | null
  settlement: DisputeSettlement | null
  settledAt: string | null
  createdAt: string
}

export const disputesQuery = pageQuery.extend({ open: z.enum(['true', 'false']).default('false') })
export type DisputesQuery = z.infer<typeof disputesQuery>

const steps = (number: z.ZodCoercedNumber | z.ZodNumber) =>
  number.int().multipleOf(NUDGE_MS).min(-MOST_NUDGE_MS).max(MOST_NUDGE_MS).default(0)
const time = (number: z.ZodCoercedNumber | z.ZodNumber) => number.int().min(0).optional()

/**
 * By how much each edge of the clip is moved, in milliseconds; negative is earlier. With `fromStartMs` and `fromEndMs`, the
 * edges as whoever moves them knows them, it is refused when they are others by now.
 */
const edges = <N extends z.ZodCoercedNumber | z.ZodNumber>(number: N) => ({
  startByMs: steps(number),
  endByMs: steps(number),
  fromStartMs: time(number),
  fromEndMs: time(number),
})

export const disputeClipQuery = z.object(edges(z.coerce.number()))
export type ShiftedEdges = z.infer<typeof disputeClipQuery>

export const settleBody = z.discriminatedUnion('settlement', [
  z.strictObject({ settlement: z.literal('upheld') }),
  z.strictObject({ settlement: z.literal('dismissed') }),
  /** Sets the sentence’s text anew and marks the learner’s attempts again, or moves the edges of a clip that was cut. */
  z
    .strictObject({
      settlement: z.literal('corrected'),
      transcriptEn: z.string().trim().min(1).max(2000).optional(),
      ...edges(z.number()),
    })
    .refine(
      ({ transcriptEn, startByMs, endByMs }) => (transcriptEn === undefined) === (startByMs !== 0 || endByMs !== 0),
      { message: 'Send transcriptEn or a shift other than 0, one of the two.', path: ['transcriptEn'] },
    ),
])
export type SettleBody = z.infer<typeof settleBody>
/** As it is sent: an edge that stays is left out. */
export type SettleInput = z.input<typeof settleBody>
