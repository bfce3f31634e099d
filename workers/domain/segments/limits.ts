/** The measures of a practice sentence, in milliseconds. One place, because recognition, cutting and review all ask. */

/** One frame of the speech detector. */
export const FRAME_MS = 32

/** Silence of this many frames ends an utterance. The detector hears speech a little long: a pause of 300 ms shows as 224 or more. */
export const BOUNDARY_FRAMES = 7
/** Less detected speech than this is a click or a breath, unless other speech is near. */
export const MIN_SPEECH_FRAMES = 5

/** What a learner holds in the head. Longer speech is cut at a pause within it, when there is one that fits. */
export const COMFORTABLE_MS = 8_000
export const COMFORTABLE_WORDS = 12
/** A breath without punctuation is a place to cut only when it is this long. */
export const BREATH_MS = 160
/** How far from its pause the estimated time of a word may be: some words at the speed of each. */
export const NEAR_ESTIMATED_MS = 700
/** No piece that comes out of cutting a longer run is shorter. */
export const MIN_PIECE_MS = 1_200
/** A run that has gone on for this long is cut whatever it sounds like: with its padding it stays under 14 s. */
export const MAX_SPEECH_MS = 13_600

/** A click with a longer pause on either side is only that; nearer to speech it is a short word of it. */
export const WEAK_GAP_MS = 300
/** No clip is shorter where there is silence or a neighbour to take: 0.8 s, and two frames of MP3 that rounding may cost. */
export const MIN_CLIP_MS = 848
/** Sentences further apart than this are never joined, whatever their words say. */
export const MAX_JOIN_GAP_MS = 700
export const MAX_JOINED_MS = 10_000

/** Sound kept around the speech, as far as the neighbour's half of the pause allows. */
export const PAD_BEFORE_MS = 120
export const PAD_AFTER_MS = 250
